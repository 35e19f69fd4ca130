namespace Microsoft.ML.Tokenizers;

/// <summary>What an encoding returns: tokens, the normalized text (null where nothing normalizes) and how much of it they cover.</summary>
public struct EncodeResults<T>
{
    public IReadOnlyList<T> Tokens { get; set; }

    public string? NormalizedText { get; set; }

    public int CharsConsumed { get; set; }
}
