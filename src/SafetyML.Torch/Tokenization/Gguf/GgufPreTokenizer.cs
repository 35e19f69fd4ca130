using System.Text.Json.Nodes;

namespace SafetyML.Torch.Tokenization.Gguf;

/// <summary>What a name of <c>tokenizer.ggml.pre</c> stands for.</summary>
/// <param name="Steps">The <c>pre_tokenizer</c>.</param>
/// <param name="ClassName">The <c>tokenizer_class</c>.</param>
internal sealed record GgufPreTokenizer(JsonObject Steps, string ClassName)
{
    /// <summary>A piece that is a token as a whole is taken without merges.</summary>
    public bool PrefersWholePieces { get; init; }

    /// <summary>Whether the beginning token comes first where the file does not say.</summary>
    public bool AddsBegin { get; init; }

    /// <summary>The <c>normalizer</c>, or null.</summary>
    public JsonObject? Normalizer { get; init; }
}
