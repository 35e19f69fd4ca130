using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>Dropout with its own random numbers, so that a seed gives the same run whatever else draws numbers.</summary>
internal sealed class DropoutSource
{
    private readonly RandomBits bits = new();

    public void Seed(long seed) => bits.Seed(seed);

    /// <summary>A mask in the shape and type of <paramref name="input"/>: 0 for the given share of the elements (to 1 in 65,536), 1 for the others.</summary>
    public Tensor Mask(Tensor input, double share)
    {
        var mask = empty(input.shape, input.dtype);
        if (input.dtype == ScalarType.Float32)
            bits.FillMask(MemoryMarshal.Cast<byte, uint>(mask.bytes), (uint)(share * uint.MaxValue), BitConverter.SingleToUInt32Bits(1));
        else
            bits.FillMask(MemoryMarshal.Cast<byte, ushort>(mask.bytes), (ushort)(share * ushort.MaxValue), One(input.dtype));
        return mask.to(input.device);
    }

    private static ushort One(ScalarType type) => type == ScalarType.BFloat16
        ? (ushort)(BitConverter.SingleToUInt32Bits(1) >> 16)
        : BitConverter.HalfToUInt16Bits(Half.One);
}
