namespace SafetyML.Torch.Tokenization;

/// <summary>How tokens become text again.</summary>
internal sealed record DecoderOptions
{
    /// <summary>Tokens are spelled in <see cref="ByteAlphabet"/>.</summary>
    public bool SpellsBytes { get; init; }

    /// <summary>What becomes of tokens such as <c>&lt;0x0A&gt;</c>.</summary>
    public ByteFallback ByteFallback { get; init; }

    /// <summary>Replacements in every token, in order.</summary>
    public IReadOnlyList<(string From, string To)> Replacements { get; init; } = [];

    /// <summary>What marks a token that continues a word: it goes, and no separator stands before such a token. Null: there is none.</summary>
    public string? Continuation { get; init; }

    /// <summary>Spaces before punctuation and shortened words go, as English is written.</summary>
    public bool CleansSpaces { get; init; }

    /// <summary>Put between tokens.</summary>
    public string Separator { get; init; } = "";

    /// <summary>Removed at the beginning of the text, at most <see cref="StripCount"/> times.</summary>
    public char StripCharacter { get; init; } = ' ';

    /// <summary>How many leading characters may be removed.</summary>
    public int StripCount { get; init; }

    /// <summary>Removed from the first token wherever it stands (the Metaspace decoder), or null.</summary>
    public string? RemovedFromFirst { get; init; }
}
