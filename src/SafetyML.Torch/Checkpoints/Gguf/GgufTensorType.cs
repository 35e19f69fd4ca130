using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>An element type of GGUF files.</summary>
/// <param name="Number">Its number in the format.</param>
/// <param name="Name">Its name there.</param>
/// <param name="BlockElements">Elements that are stored together.</param>
/// <param name="BlockBytes">Bytes of such a block.</param>
/// <param name="Type">The type in which its elements are read: quantized ones as bfloat16.</param>
/// <param name="Decode">Makes the elements of one block, or null where they are stored as they are read.</param>
internal sealed record GgufTensorType(uint Number, string Name, int BlockElements, int BlockBytes, ScalarType Type, GgufTensorType.BlockDecoder? Decode)
{
    /// <summary>Makes the elements of one block.</summary>
    internal delegate void BlockDecoder(ReadOnlySpan<byte> block, Span<float> elements);

    private static readonly GgufTensorType[] Supported =
    [
        new(0, "F32", 1, 4, ScalarType.Float32, null),
        new(1, "F16", 1, 2, ScalarType.Float16, null),
        new(30, "BF16", 1, 2, ScalarType.BFloat16, null),
        new(8, "Q8_0", 32, 34, ScalarType.BFloat16, BlockDecoders.Q8_0),
        new(2, "Q4_0", 32, 18, ScalarType.BFloat16, BlockDecoders.Q4_0),
        new(3, "Q4_1", 32, 20, ScalarType.BFloat16, BlockDecoders.Q4_1),
        new(6, "Q5_0", 32, 22, ScalarType.BFloat16, BlockDecoders.Q5_0),
        new(7, "Q5_1", 32, 24, ScalarType.BFloat16, BlockDecoders.Q5_1),
        new(12, "Q4_K", 256, 144, ScalarType.BFloat16, BlockDecoders.Q4_K),
        new(14, "Q6_K", 256, 210, ScalarType.BFloat16, BlockDecoders.Q6_K),
    ];

    /// <summary>The names of types that are not read, for messages.</summary>
    private static readonly (uint Number, string Name)[] Others =
    [
        (9, "Q8_1"), (10, "Q2_K"), (11, "Q3_K"), (13, "Q5_K"), (15, "Q8_K"), (16, "IQ2_XXS"), (17, "IQ2_XS"), (18, "IQ3_XXS"), (19, "IQ1_S"), (20, "IQ4_NL"),
        (21, "IQ3_S"), (22, "IQ2_S"), (23, "IQ4_XS"), (24, "I8"), (25, "I16"), (26, "I32"), (27, "I64"), (28, "F64"), (29, "IQ1_M"), (34, "TQ1_0"), (35, "TQ2_0"),
        (39, "MXFP4"),
    ];

    public static string Names { get; } = string.Join(", ", Supported.Select(type => type.Name));

    public static GgufTensorType? Find(uint number) => Array.Find(Supported, type => type.Number == number);

    public static string NameOf(uint number) => Array.Find(Others, type => type.Number == number).Name ?? $"number {number}";
}
