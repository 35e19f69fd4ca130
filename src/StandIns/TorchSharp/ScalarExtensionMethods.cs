namespace TorchSharp;

/// <summary>Conversions between <see cref="Scalar"/> and the number types of .NET.</summary>
public static class ScalarExtensionMethods
{
    public static Scalar ToScalar(this byte value) => value;
    public static Scalar ToScalar(this int value) => value;
    public static Scalar ToScalar(this long value) => value;
    public static Scalar ToScalar(this float value) => value;
    public static Scalar ToScalar(this double value) => value;
    public static Scalar ToScalar(this bool value) => value;
    public static Scalar ToScalar(this BFloat16 value) => value;
    public static BFloat16 ToBFloat16(this Scalar value) => (BFloat16)value.Value.Real;
    public static float ToSingle(this Scalar value) => (float)value.Value.Real;
    public static double ToDouble(this Scalar value) => value.Value.Real;
    public static byte ToByte(this Scalar value) => (byte)value.Value.Integer;
    public static int ToInt32(this Scalar value) => (int)value.Value.Integer;
    public static long ToInt64(this Scalar value) => value.Value.Integer;
    public static bool ToBoolean(this Scalar value) => value.Value.Real != 0;
}
