namespace SafetyML.Torch.Tokenization;

/// <summary>What decoding makes of tokens that name a byte.</summary>
internal enum ByteFallback
{
    /// <summary>They are text like any other.</summary>
    None,

    /// <summary>Characters as soon as they are complete, U+FFFD for each byte that belongs to none (SentencePiece).</summary>
    PerCharacter,

    /// <summary>A run of bytes is text if all of it is valid UTF-8, else U+FFFD for each of its bytes (the <c>tokenizers</c> library).</summary>
    PerRun,
}
