namespace SafetyML.Torch.Lora;

/// <summary>
/// Which linear layers get a low-rank branch, and of what size (Hu et al., 2021). Defaults are those of Safety-Tuned LLaMAs (Bianchi et al., 2024).
/// </summary>
public sealed record LoraOptions
{
    /// <summary>The target that stands for every linear layer but the language-model head.</summary>
    public const string AllLinear = "all-linear";

    /// <summary>Inner width r of a branch. <value>4, at least 1.</value></summary>
    public int Rank { get; init; } = 4;

    /// <summary>The branch is scaled by alpha / r. <value>16, above 0.</value></summary>
    public double Alpha { get; init; } = 16;

    /// <summary>Share of the branch's inputs that is dropped in training. <value>0.05, from 0 up to but not including 1.</value></summary>
    public double Dropout { get; init; } = 0.05;

    /// <summary>
    /// Layers by name (<c>q_proj</c>), by the end of their path (<c>self_attn.q_proj</c>, <c>layers.0.self_attn.q_proj</c>), or <c>all-linear</c>.
    /// <value>null: the family's own, <see cref="Models.ModelConfig.LoraTargets"/>.</value>
    /// </summary>
    public IReadOnlyList<string>? TargetModules { get; init; }

    /// <summary>Scale by alpha / √r instead (rsLoRA; Kalajdzievski, 2023). <value>false.</value></summary>
    public bool UseRankStabilized { get; init; }

    /// <summary>Ranks of single layers: a regular expression for the end of the layer's path, and the rank. The first match counts.</summary>
    public IReadOnlyDictionary<string, int> RankPattern { get; init; } = new Dictionary<string, int>();

    /// <summary>Alphas of single layers: a regular expression for the end of the layer's path, and alpha. The first match counts.</summary>
    public IReadOnlyDictionary<string, double> AlphaPattern { get; init; } = new Dictionary<string, double>();

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One message that lists every fault.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (Rank < 1)
            faults.Add($"Rank is {Rank}; it must be at least 1.");
        if (Alpha is not > 0 || double.IsInfinity(Alpha))
            faults.Add($"Alpha is {Alpha}; it must be above 0.");
        if (Dropout is not (>= 0 and < 1))
            faults.Add($"Dropout is {Dropout}; it must be at least 0 and below 1.");
        if (TargetModules is { } targets && (targets.Count == 0 || targets.Any(string.IsNullOrWhiteSpace)))
            faults.Add($"TargetModules must name at least one layer, such as q_proj, or be {AllLinear}.");
        faults.AddRange(RankPattern.Where(item => item.Value < 1).Select(item => $"RankPattern '{item.Key}' is {item.Value}; it must be at least 1."));
        faults.AddRange(AlphaPattern.Where(item => item.Value is not > 0).Select(item => $"AlphaPattern '{item.Key}' is {item.Value}; it must be above 0."));
        var invalid = RankPattern.Keys.Concat(AlphaPattern.Keys).Where(pattern => !LayerPattern.IsValid(pattern));
        faults.AddRange(invalid.Select(pattern => $"Pattern '{pattern}' is not a regular expression."));
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}
