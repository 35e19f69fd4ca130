using System.Runtime.InteropServices;

namespace TorchSharp.PInvoke;

/// <summary>A number as it crosses the boundary: <c>Number</c> in <c>shim.h</c>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct NativeScalar(NativeScalar.Kinds kind, long bits)
{
    public enum Kinds : long
    {
        None,
        Integer,
        Real,
        Boolean,
    }

    public readonly Kinds Kind = kind;
    public readonly long Bits = bits;

    public double Real => Kind == Kinds.Real ? BitConverter.Int64BitsToDouble(Bits) : Bits;

    public long Integer => Kind == Kinds.Real ? (long)BitConverter.Int64BitsToDouble(Bits) : Bits;
}
