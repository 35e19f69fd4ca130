using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>The only names that a pickle of weights may use. Everything else is refused, and nothing of it is made or called.</summary>
internal static class PickleNames
{
    public const string OrderedDictionary = "collections.OrderedDict";
    public const string Size = "torch.Size";
    public const string Parameter = "torch._utils._rebuild_parameter";
    public const string Tensor = "torch._utils._rebuild_tensor";
    public const string Tensor2 = "torch._utils._rebuild_tensor_v2";
    public const string Tensor3 = "torch._utils._rebuild_tensor_v3";

    private static readonly Dictionary<string, ScalarType> Types = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = ScalarType.Float64,
        ["FloatStorage"] = ScalarType.Float32,
        ["HalfStorage"] = ScalarType.Float16,
        ["BFloat16Storage"] = ScalarType.BFloat16,
        ["LongStorage"] = ScalarType.Int64,
        ["IntStorage"] = ScalarType.Int32,
        ["ShortStorage"] = ScalarType.Int16,
        ["CharStorage"] = ScalarType.Int8,
        ["ByteStorage"] = ScalarType.Byte,
        ["BoolStorage"] = ScalarType.Bool,
        ["UntypedStorage"] = ScalarType.Byte,
        ["float64"] = ScalarType.Float64,
        ["float32"] = ScalarType.Float32,
        ["float16"] = ScalarType.Float16,
        ["bfloat16"] = ScalarType.BFloat16,
        ["int64"] = ScalarType.Int64,
        ["int32"] = ScalarType.Int32,
        ["int16"] = ScalarType.Int16,
        ["int8"] = ScalarType.Int8,
        ["uint8"] = ScalarType.Byte,
        ["bool"] = ScalarType.Bool,
    };

    private static readonly HashSet<string> Callable = [OrderedDictionary, Size, Parameter, Tensor, Tensor2, Tensor3];

    public static bool IsAllowed(PickleGlobal global) => Callable.Contains(global.ToString()) || IsType(global);

    /// <summary>Whether the name is a storage or an element type.</summary>
    public static bool IsType(PickleGlobal global) =>
        (global.Module == "torch" && Types.ContainsKey(global.Name)) || global is { Module: "torch.storage", Name: "UntypedStorage" };

    /// <summary>The element type of a storage or of a dtype.</summary>
    public static ScalarType TypeOf(string name) => Types[name];
}
