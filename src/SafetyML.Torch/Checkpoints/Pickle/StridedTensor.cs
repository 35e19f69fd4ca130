using System.Runtime.InteropServices;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>A tensor whose elements lie in a file with other strides than in memory, such as a transposed view: its whole window is read, then sorted.</summary>
/// <param name="file">The file.</param>
/// <param name="begin">The byte of the first element.</param>
/// <param name="shape">The shape, no dimension empty.</param>
/// <param name="strides">The strides in elements, none negative.</param>
/// <param name="size">Bytes of an element: 1, 2, 4 or 8.</param>
internal sealed class StridedTensor(WeightBytes file, long begin, long[] shape, long[] strides, int size) : ITensorSource
{
    public bool IsDivisible => false;

    public void Read(long offset, Span<byte> target)
    {
        long window = shape.Zip(strides, (count, stride) => (count - 1) * stride).Sum() + 1;
        byte[] bytes = file.Take(begin, checked((int)(window * size)));
        switch (size)
        {
            case 1: Gather<byte>(bytes, target); break;
            case 2: Gather<ushort>(bytes, target); break;
            case 4: Gather<uint>(bytes, target); break;
            default: Gather<ulong>(bytes, target); break;
        }
    }

    private void Gather<T>(ReadOnlySpan<byte> window, Span<byte> target)
        where T : unmanaged
    {
        var source = MemoryMarshal.Cast<byte, T>(window);
        var elements = MemoryMarshal.Cast<byte, T>(target);
        long[] index = new long[shape.Length];
        long place = 0;
        foreach (ref var element in elements)
        {
            element = source[(int)place];
            for (int axis = shape.Length - 1; axis >= 0; axis--)
            {
                place += strides[axis];
                if (++index[axis] < shape[axis])
                    break;
                place -= strides[axis] * shape[axis];
                index[axis] = 0;
            }
        }
    }
}
