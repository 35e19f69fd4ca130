using System.Runtime.InteropServices.Marshalling;
using TorchSharp.PInvoke;
using static TorchSharp.PInvoke.NativeScalar;

namespace TorchSharp;

/// <summary>A number of any type, as operations take it.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    internal static readonly Scalar One = 1L;

    internal Scalar(NativeScalar value) => Value = value;

    internal NativeScalar Value { get; }

    /// <summary>Int64, Float64 or Bool: the widest type of its kind.</summary>
    public torch.ScalarType Type => Value.Kind switch
    {
        Kinds.Integer => torch.ScalarType.Int64,
        Kinds.Boolean => torch.ScalarType.Bool,
        _ => torch.ScalarType.Float64,
    };

    public static implicit operator Scalar(byte value) => Integer(value);
    public static implicit operator Scalar(sbyte value) => Integer(value);
    public static implicit operator Scalar(short value) => Integer(value);
    public static implicit operator Scalar(int value) => Integer(value);
    public static implicit operator Scalar(long value) => Integer(value);
    public static implicit operator Scalar(Half value) => Real((double)value);
    public static implicit operator Scalar(BFloat16 value) => Real((double)value);
    public static implicit operator Scalar(float value) => Real(value);
    public static implicit operator Scalar(double value) => Real(value);
    public static implicit operator Scalar(bool value) => new(new NativeScalar(Kinds.Boolean, value ? 1 : 0));

    /// <summary>Nothing to do: a scalar holds its value itself.</summary>
    public void Dispose() { }

    private static Scalar Integer(long value) => new(new NativeScalar(Kinds.Integer, value));

    private static Scalar Real(double value) => new(new NativeScalar(Kinds.Real, BitConverter.DoubleToInt64Bits(value)));
}
