namespace SafetyML.Torch.Encoders;

/// <summary>How the hidden states of a text become one vector.</summary>
public enum Pooling
{
    /// <summary>The state of the first token, which is the classification token of every supported family.</summary>
    FirstToken,

    /// <summary>The mean over all tokens of the text, the special ones included.</summary>
    Mean,
}
