using SafetyML.Torch.Models;

namespace SafetyML.Torch.Encoders;

/// <summary>How a text becomes a vector.</summary>
public sealed record TextEmbedderOptions
{
    /// <summary>What of the hidden states is taken. <value>The mean over tokens.</value></summary>
    public Pooling Pooling { get; init; } = Pooling.Mean;

    /// <summary>Whether vectors are scaled to length 1. <value>False.</value></summary>
    public bool Normalize { get; init; }

    /// <summary>Type and device of the weights; float32 if the type is null, whatever is stored.</summary>
    public LanguageModelOptions Model { get; init; } = new();
}
