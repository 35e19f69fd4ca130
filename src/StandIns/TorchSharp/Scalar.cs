using System.Runtime.InteropServices.Marshalling;
using TorchSharp.PInvoke;
using static TorchSharp.PInvoke.NativeScalar;

namespace TorchSharp;

/// <summary>A number of any type, as operations take it.</summary>
[NativeMarshalling(typeof(ScalarMarshaller))]
public sealed class Scalar : IDisposable
{
    internal static readonly Scalar One = 1L;

    internal Scalar(NativeScalar value, torch.ScalarType type) => (Value, Type) = (value, type);

    internal NativeScalar Value { get; }

    public torch.ScalarType Type { get; }

    public static implicit operator Scalar(byte value) => Integer(value, torch.ScalarType.Byte);
    public static implicit operator Scalar(sbyte value) => Integer(value, torch.ScalarType.Int8);
    public static implicit operator Scalar(short value) => Integer(value, torch.ScalarType.Int16);
    public static implicit operator Scalar(int value) => Integer(value, torch.ScalarType.Int32);
    public static implicit operator Scalar(long value) => Integer(value, torch.ScalarType.Int64);
    public static implicit operator Scalar(Half value) => Real((double)value, torch.ScalarType.Float16);
    public static implicit operator Scalar(BFloat16 value) => Real((double)value, torch.ScalarType.BFloat16);
    public static implicit operator Scalar(float value) => Real(value, torch.ScalarType.Float32);
    public static implicit operator Scalar(double value) => Real(value, torch.ScalarType.Float64);
    public static implicit operator Scalar(bool value) => new(new NativeScalar(Kinds.Boolean, value ? 1 : 0), torch.ScalarType.Bool);

    /// <summary>Nothing to do: a scalar holds its value itself.</summary>
    public void Dispose() { }

    private static Scalar Integer(long value, torch.ScalarType type) => new(new NativeScalar(Kinds.Integer, value), type);

    private static Scalar Real(double value, torch.ScalarType type) =>
        new(new NativeScalar(Kinds.Real, BitConverter.DoubleToInt64Bits(value)), type);
}
