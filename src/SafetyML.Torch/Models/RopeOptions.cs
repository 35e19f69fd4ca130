namespace SafetyML.Torch.Models;

/// <summary>
/// Rotary position embedding (Su et al., 2021) and how it is stretched to longer contexts; names as in Hugging Face's <c>rope_parameters</c>.
/// </summary>
public sealed record RopeOptions
{
    /// <summary>The base of the rotation frequencies.</summary>
    public double Theta { get; init; } = 10_000;

    /// <summary>The kind of scaling.</summary>
    public RopeScaling Scaling { get; init; } = RopeScaling.None;

    /// <summary>How many times longer the context becomes.</summary>
    public double Factor { get; init; } = 1;

    /// <summary>The context length before scaling, in tokens.</summary>
    public int OriginalMaxPositions { get; init; }

    /// <summary><see cref="RopeScaling.Llama3"/>: wavelengths above the original context divided by this are scaled in full.</summary>
    public double LowFrequencyFactor { get; init; } = 1;

    /// <summary><see cref="RopeScaling.Llama3"/>: wavelengths below the original context divided by this are not scaled.</summary>
    public double HighFrequencyFactor { get; init; } = 4;

    /// <summary><see cref="RopeScaling.Yarn"/>: dimensions that rotate more often than this within the original context are not scaled.</summary>
    public double BetaFast { get; init; } = 32;

    /// <summary><see cref="RopeScaling.Yarn"/>: dimensions that rotate less often than this within the original context are scaled in full.</summary>
    public double BetaSlow { get; init; } = 1;

    /// <summary><see cref="RopeScaling.Yarn"/>: multiplies sine and cosine; from the factor where null.</summary>
    public double? AttentionFactor { get; init; }
}
