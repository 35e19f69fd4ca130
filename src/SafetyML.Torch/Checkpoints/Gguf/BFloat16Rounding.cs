using System.Numerics;
using System.Runtime.InteropServices;

namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>Rounds single precision to bfloat16, to the nearest and of two to the even, as torch does.</summary>
internal static class BFloat16Rounding
{
    private const uint Exponent = 0x7F80_0000;

    public static void Round(ReadOnlySpan<float> source, Span<ushort> target)
    {
        var bits = MemoryMarshal.Cast<float, uint>(source);
        int step = Vector<ushort>.Count, at = 0;
        for (; at <= bits.Length - step; at += step)
            Vector.Narrow(Round(new Vector<uint>(bits[at..])), Round(new Vector<uint>(bits[(at + (step / 2))..]))).CopyTo(target[at..]);
        for (; at < bits.Length; at++)
            target[at] = (ushort)((bits[at] & Exponent) == Exponent ? bits[at] >> 16 : (bits[at] + 0x7FFF + ((bits[at] >> 16) & 1)) >> 16);
    }

    /// <summary>NaN and infinities are cut, not rounded: rounding could carry them into a number.</summary>
    private static Vector<uint> Round(Vector<uint> bits)
    {
        var upper = Vector.ShiftRightLogical(bits, 16);
        var rounded = Vector.ShiftRightLogical(bits + new Vector<uint>(0x7FFF) + (upper & Vector<uint>.One), 16);
        var exponent = new Vector<uint>(Exponent);
        return Vector.ConditionalSelect(Vector.Equals(bits & exponent, exponent), upper, rounded);
    }
}
