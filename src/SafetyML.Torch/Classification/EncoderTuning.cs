namespace SafetyML.Torch.Classification;

/// <summary>What of the encoder changes when a head is trained on it.</summary>
public enum EncoderTuning
{
    /// <summary>Nothing: every text is read once, and the head is trained on the stored vectors. Fastest by far.</summary>
    Frozen,

    /// <summary>Low-rank branches, which are merged into the weights at the end.</summary>
    Lora,

    /// <summary>All weights.</summary>
    Full,
}
