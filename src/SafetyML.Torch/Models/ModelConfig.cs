using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>The shape of a causal language model, as a Hugging Face <c>config.json</c> gives it.</summary>
public sealed record ModelConfig
{
    internal const string Falcon = "falcon";

    /// <summary>The family: <c>llama</c>, <c>mistral</c>, <c>qwen2</c> or <c>falcon</c>.</summary>
    public required string ModelType { get; init; }

    /// <summary>Rows of the embedding: token ids are below it.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of the residual stream.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Inner width of the feed-forward block.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Number of decoder layers.</summary>
    public required int LayerCount { get; init; }

    /// <summary>Number of query heads.</summary>
    public required int HeadCount { get; init; }

    /// <summary>Number of key and value heads; it divides <see cref="HeadCount"/>.</summary>
    public required int KeyValueHeadCount { get; init; }

    /// <summary>Width of a head; <see cref="HiddenSize"/> / <see cref="HeadCount"/> unless the model says otherwise.</summary>
    public required int HeadSize { get; init; }

    /// <summary>Added to the mean square, or to the variance, in every norm.</summary>
    public double NormEpsilon { get; init; } = 1e-6;

    /// <summary>The longest sequence that the model was made for, in tokens.</summary>
    public int MaxPositions { get; init; } = 2048;

    /// <summary>Whether the language-model head is the embedding.</summary>
    public bool TiesEmbeddings { get; init; }

    /// <summary>Rotary position embedding.</summary>
    public RopeOptions Rope { get; init; } = new();

    /// <summary>Whether the query, key and value projections have a bias.</summary>
    public bool QueryKeyValueBias { get; init; }

    /// <summary>Whether the attention's output projection has a bias.</summary>
    public bool AttentionOutputBias { get; init; }

    /// <summary>Whether the projections of the feed-forward block have a bias.</summary>
    public bool FeedForwardBias { get; init; }

    /// <summary>Whether the norms are layer norms with a bias; otherwise they are root-mean-square norms.</summary>
    public bool UsesLayerNorm { get; init; }

    /// <summary>Whether attention and feed-forward block both read a layer's input; otherwise the latter reads what the former leaves.</summary>
    public bool IsParallel { get; init; }

    /// <summary>Whether the two blocks of a parallel layer read the output of one norm.</summary>
    public bool SharesNorm { get; init; }

    /// <summary>Whether the feed-forward block has a gate (with silu); otherwise it is two projections with gelu between.</summary>
    public bool HasGate { get; init; } = true;

    /// <summary>
    /// For each layer the number of latest positions that a token attends to, itself included, or null for all; empty if no layer is limited.
    /// </summary>
    public IReadOnlyList<int?> Windows { get; init; } = [];

    /// <summary>The token that begins a text, if the model has one.</summary>
    public int? BeginOfTextId { get; init; }

    /// <summary>The tokens that end a text.</summary>
    public IReadOnlyList<int> EndOfTextIds { get; init; } = [];

    /// <summary>The type in which the weights are stored, as the file says; null if it does not.</summary>
    public ScalarType? ScalarType { get; init; }

    /// <summary>Query heads that share one key and value head.</summary>
    public int GroupSize => HeadCount / KeyValueHeadCount;

    /// <summary>The layers that a LoRA adapter goes to unless told otherwise: those of queries and values, fused with the keys in Falcon.</summary>
    public IReadOnlyList<string> LoraTargets => ModelType == Falcon ? ["query_key_value"] : ["q_proj", "v_proj"];

    /// <summary>The number of latest positions that a token of <paramref name="layer"/> attends to, or null for all.</summary>
    public int? WindowOf(int layer) => layer < Windows.Count ? Windows[layer] : null;

    /// <summary>
    /// Reads <c>config.json</c> of a Hugging Face folder, in the keys of old and new library versions, and <c>generation_config.json</c> where it is there.
    /// </summary>
    /// <exception cref="Checkpoints.CheckpointFormatException">The file is not valid JSON, or a value is missing or contradicts another.</exception>
    /// <exception cref="UnsupportedModelException">The architecture, or something it asks for, is not supported.</exception>
    public static ModelConfig Load(string folder) => ModelConfigReader.Read(folder);
}
