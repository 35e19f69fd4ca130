namespace SafetyML.Torch.Models;

/// <summary>How rotary positions are stretched beyond the context that a model was first trained on.</summary>
public enum RopeScaling
{
    /// <summary>Not at all (<c>default</c>).</summary>
    None,

    /// <summary>Positions are divided by the factor (<c>linear</c>).</summary>
    Linear,

    /// <summary>The base grows with the longest sequence of a pass, once that exceeds the context (<c>dynamic</c>).</summary>
    Dynamic,

    /// <summary>Low frequencies are divided by the factor, high ones kept (<c>llama3</c>).</summary>
    Llama3,

    /// <summary>A ramp between scaled and unscaled dimensions, and an attention temperature (<c>yarn</c>; Peng et al., 2023).</summary>
    Yarn,
}
