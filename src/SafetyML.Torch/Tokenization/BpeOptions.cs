namespace SafetyML.Torch.Tokenization;

/// <summary>How a byte-pair model treats a piece of text.</summary>
internal sealed record BpeOptions
{
    /// <summary>Pieces come as written and are spelled in <see cref="ByteAlphabet"/> first.</summary>
    public bool SpellsBytes { get; init; }

    /// <summary>A piece that is a token as a whole is that token, also where no merges lead to it.</summary>
    public bool PrefersWholePieces { get; init; }

    /// <summary>The 256 tokens of single bytes that stand for characters without a token, or null.</summary>
    public IReadOnlyList<int>? ByteIds { get; init; }

    /// <summary>The token for a character that has no token and no bytes; null drops the character.</summary>
    public int? UnknownId { get; init; }

    /// <summary>Neighbouring unknown characters become one token.</summary>
    public bool FusesUnknown { get; init; }

    /// <summary>Tokens that merges may pass through but that never come out: they are cut again where they were joined.</summary>
    public IReadOnlySet<int> UnusedIds { get; init; } = new HashSet<int>();
}
