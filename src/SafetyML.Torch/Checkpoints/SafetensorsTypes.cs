using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>The element types of the safetensors format that torch has too: names and sizes.</summary>
internal static class SafetensorsTypes
{
    private static readonly (string Name, ScalarType Type, int Size)[] All =
    [
        ("F64", ScalarType.Float64, 8),
        ("F32", ScalarType.Float32, 4),
        ("F16", ScalarType.Float16, 2),
        ("BF16", ScalarType.BFloat16, 2),
        ("I64", ScalarType.Int64, 8),
        ("I32", ScalarType.Int32, 4),
        ("I16", ScalarType.Int16, 2),
        ("I8", ScalarType.Int8, 1),
        ("U8", ScalarType.Byte, 1),
        ("BOOL", ScalarType.Bool, 1),
    ];

    public static string Names { get; } = string.Join(", ", All.Select(type => type.Name));

    public static bool TryParse(string? name, out ScalarType type)
    {
        int at = Array.FindIndex(All, entry => entry.Name == name);
        type = at < 0 ? default : All[at].Type;
        return at >= 0;
    }

    public static string NameOf(ScalarType type)
    {
        int at = Array.FindIndex(All, entry => entry.Type == type);
        return at >= 0 ? All[at].Name : throw new ArgumentException($"A safetensors file cannot hold {type}. It can hold {Names}.", nameof(type));
    }

    public static int SizeOf(ScalarType type) => Array.Find(All, entry => entry.Type == type).Size;
}
