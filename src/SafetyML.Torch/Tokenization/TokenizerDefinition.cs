namespace SafetyML.Torch.Tokenization;

/// <summary>What a tokenizer file says, whatever its format: the stages from text to ids, in order, and the way back.</summary>
internal sealed record TokenizerDefinition
{
    /// <summary>Every token with its id, added ones included.</summary>
    public required Vocabulary Vocabulary { get; init; }

    /// <summary>From a piece to ids.</summary>
    public required ITokenModel Model { get; init; }

    /// <summary>From ids to text.</summary>
    public required DecoderOptions Decoder { get; init; }

    /// <summary>Tokens found in the text as written, before everything else.</summary>
    public IReadOnlyList<AddedToken> AddedTokens { get; init; } = [];

    /// <summary>Tokens found in the normalized text; their contents are in its form.</summary>
    public IReadOnlyList<AddedToken> NormalizedTokens { get; init; } = [];

    /// <summary>Ids that a decoding may skip.</summary>
    public IReadOnlySet<int> SpecialIds { get; init; } = new HashSet<int>();

    /// <summary>Rewrites the text between added tokens, or null.</summary>
    public TextNormalizer? Normalizer { get; init; }

    /// <summary>Rewrites text that follows an added token, where that differs from the beginning of a text.</summary>
    public TextNormalizer? LaterNormalizer { get; init; }

    /// <summary>From normalized text to pieces.</summary>
    public IReadOnlyList<PipelineStep> Steps { get; init; } = [];

    /// <summary>The tokens around a text, as <c>TextFrame.Around([begin], [])</c>.</summary>
    public TextFrame Frame { get; init; } = TextFrame.None;

    /// <summary>The token that the file itself calls the beginning of a text.</summary>
    public string? BeginToken { get; init; }

    /// <summary>The token that the file itself calls the end of a text.</summary>
    public string? EndToken { get; init; }
}
