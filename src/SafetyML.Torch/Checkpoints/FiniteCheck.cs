using System.Numerics;
using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>Finds NaN and infinities in raw weights: their exponent bits are all ones.</summary>
internal static class FiniteCheck
{
    public static bool AllFinite(ReadOnlySpan<byte> bytes, ScalarType type) => type switch
    {
        ScalarType.Float64 => !AnyWithAll(MemoryMarshal.Cast<byte, ulong>(bytes), 0x7FF0_0000_0000_0000ul),
        ScalarType.Float32 => !AnyWithAll(MemoryMarshal.Cast<byte, uint>(bytes), 0x7F80_0000u),
        ScalarType.Float16 => !AnyWithAll<ushort>(MemoryMarshal.Cast<byte, ushort>(bytes), 0x7C00),
        ScalarType.BFloat16 => !AnyWithAll<ushort>(MemoryMarshal.Cast<byte, ushort>(bytes), 0x7F80),
        _ => true,
    };

    private static bool AnyWithAll<T>(ReadOnlySpan<T> values, T bits)
        where T : unmanaged, IBinaryInteger<T>
    {
        var mask = new Vector<T>(bits);
        int at = 0;
        for (; at <= values.Length - Vector<T>.Count; at += Vector<T>.Count)
            if (Vector.EqualsAny(new Vector<T>(values[at..]) & mask, mask))
                return true;
        for (; at < values.Length; at++)
            if ((values[at] & bits) == bits)
                return true;
        return false;
    }
}
