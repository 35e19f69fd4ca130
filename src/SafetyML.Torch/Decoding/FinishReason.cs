namespace SafetyML.Torch.Decoding;

/// <summary>Why an answer ended.</summary>
public enum FinishReason
{
    /// <summary>The model gave an end token.</summary>
    EndOfText,

    /// <summary>One of <see cref="DecodingOptions.StopStrings"/> appeared.</summary>
    StopString,

    /// <summary><see cref="DecodingOptions.MaxNewTokens"/> were made.</summary>
    MaxNewTokens,

    /// <summary>The model's context was full.</summary>
    ContextLength,
}
