using SafetyML.Torch.Checkpoints.Gguf;

namespace SafetyML.Torch.Tokenization.Gguf;

/// <summary>The vocabulary of a GGUF file: each token's text, kind and score by id.</summary>
internal sealed class GgufTokens
{
    private readonly GgufMetadata metadata;
    private readonly int[]? kinds;

    public GgufTokens(GgufMetadata metadata)
    {
        this.metadata = metadata;
        Texts = metadata.Texts("tokenizer.ggml.tokens") is { Length: > 0 } texts ? texts
            : throw GgufTokenizer.Fault(metadata, "tokenizer.ggml.tokens", "is missing or empty: the file has no tokenizer");
        kinds = metadata.Integers("tokenizer.ggml.token_type");
        Scores = metadata.Singles("tokenizer.ggml.scores");
        RequireLength("tokenizer.ggml.token_type", kinds?.Length);
        RequireLength("tokenizer.ggml.scores", Scores?.Length);
    }

    public string[] Texts { get; }

    public float[]? Scores { get; }

    /// <summary>The kind of a token, with SentencePiece's numbers; 1 where the file does not say.</summary>
    public int Kind(int id) => kinds is null ? 1 : kinds[id];

    public IEnumerable<int> Ids(int kind) => Enumerable.Range(0, Texts.Length).Where(id => Kind(id) == kind);

    /// <summary>The id with a role such as <c>bos</c>, or null.</summary>
    public int? Role(string role)
    {
        string key = $"tokenizer.ggml.{role}_token_id";
        int? id = metadata.Integer(key);
        return id is null || id < Texts.Length ? id : throw GgufTokenizer.Fault(metadata, key, $"is {id}, but there are {Texts.Length} tokens");
    }

    private void RequireLength(string key, int? length)
    {
        if (length is not null && length != Texts.Length)
            throw GgufTokenizer.Fault(metadata, key, $"has {length} entries for {Texts.Length} tokens");
    }
}
