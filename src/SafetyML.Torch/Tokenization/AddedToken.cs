namespace SafetyML.Torch.Tokenization;

/// <summary>A token that is found in the text as it is written, before the text is split (the <c>added_tokens</c> of a tokenizer).</summary>
/// <param name="Id">Its id.</param>
/// <param name="Content">Its text.</param>
internal sealed record AddedToken(int Id, string Content)
{
    // What a token takes in memory, in bytes, with what finds it in a text and by its id.
    private const int KeptBytesEach = 350;

    // As many as a folder may list beside its vocabulary, however short their lines are.
    private const int AnyFileHas = 10_000;

    /// <summary>What so many tokens take in memory, in bytes, beyond those that any file may list.</summary>
    public static long KeptBytes(int count) => (long)KeptBytesEach * Math.Max(0, count - AnyFileHas);

    /// <summary>Left out by a decoding that skips special tokens.</summary>
    public bool IsSpecial { get; init; }

    /// <summary>Found only where no letter, digit or underscore touches it.</summary>
    public bool IsSingleWord { get; init; }

    /// <summary>Takes the white space to its left.</summary>
    public bool TakesLeftSpace { get; init; }

    /// <summary>Takes the white space to its right.</summary>
    public bool TakesRightSpace { get; init; }

    /// <summary>Found in the normalized text instead of the text as written.</summary>
    public bool IsNormalized { get; init; }
}
