using System.Buffers;
using System.Runtime.InteropServices;

namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>A tensor of a GGUF file: blocks are decoded, and rows that the format keeps in its own order are put back.</summary>
/// <param name="file">The file.</param>
/// <param name="begin">The byte of the first block.</param>
/// <param name="type">Its type.</param>
/// <param name="columns">Elements of a row, a multiple of the block's.</param>
/// <param name="order">The order of the rows.</param>
internal sealed class GgufTensor(WeightBytes file, long begin, GgufTensorType type, long columns, RowOrder order) : ITensorSource
{
    /// <summary>Elements that are decoded at once; a multiple of every block's.</summary>
    private const int RunElements = 1 << 14;

    public bool IsDivisible => true;

    public void Read(long offset, Span<byte> target)
    {
        int size = SafetensorsTypes.SizeOf(type.Type);
        long element = offset / size;
        while (!target.IsEmpty)
        {
            long row = element / columns, column = element % columns;
            long run = Math.Min(target.Length / size, order.IsPlain ? RunElements : Math.Min(RunElements, columns - column));
            ReadRun((order[row] * columns) + column, target[..(int)(run * size)]);
            target = target[(int)(run * size)..];
            element += run;
        }
    }

    /// <summary>Reads elements that lie one after another in the file, from <paramref name="first"/> on.</summary>
    private void ReadRun(long first, Span<byte> target)
    {
        if (type.Decode is null)
        {
            file.Read(begin + (first * type.BlockBytes), target);
            return;
        }
        var elements = MemoryMarshal.Cast<byte, ushort>(target);
        int skipped = (int)(first % type.BlockElements), blocks = (skipped + elements.Length + type.BlockElements - 1) / type.BlockElements;
        byte[] bytes = ArrayPool<byte>.Shared.Rent(blocks * type.BlockBytes);
        float[] decoded = ArrayPool<float>.Shared.Rent(blocks * type.BlockElements);
        try
        {
            file.Read(begin + (first / type.BlockElements * type.BlockBytes), bytes.AsSpan(0, blocks * type.BlockBytes));
            for (int block = 0; block < blocks; block++)
                type.Decode(bytes.AsSpan(block * type.BlockBytes, type.BlockBytes), decoded.AsSpan(block * type.BlockElements, type.BlockElements));
            BFloat16Rounding.Round(decoded.AsSpan(skipped, elements.Length), elements);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
            ArrayPool<float>.Shared.Return(decoded);
        }
    }
}
