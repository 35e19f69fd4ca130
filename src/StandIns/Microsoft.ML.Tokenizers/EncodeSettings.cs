namespace Microsoft.ML.Tokenizers;

/// <summary>How a tokenizer is asked to encode.</summary>
public struct EncodeSettings
{
    public EncodeSettings()
    {
        MaxTokenCount = int.MaxValue;
    }

    public bool ConsiderNormalization { get; set; }

    public bool ConsiderPreTokenization { get; set; }

    public int MaxTokenCount { get; set; }
}
