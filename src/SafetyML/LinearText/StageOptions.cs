namespace SafetyML.LinearText;

/// <summary>What one stage of a model reads and how it is fitted.</summary>
internal sealed record StageOptions
{
    public required string Name { get; init; }

    /// <summary>The names of the outputs. One name: a probability of that; more: a probability for each, summing to 1.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>The groups of features and their weights.</summary>
    public required FeatureGroups Groups { get; init; }

    /// <summary>The weight of the earlier stages' probabilities as features; 0 leaves them out.</summary>
    public float Earlier { get; init; }

    /// <summary>Whether products of two earlier stages' probabilities are features too.</summary>
    public bool Crossed { get; init; }

    /// <summary>The number of buckets, as a power of two, at most 17.</summary>
    public int Bits { get; init; } = FeatureBuffer.Bits;

    /// <summary>The L2 penalty against the mean loss.</summary>
    public double Penalty { get; init; } = 3e-5;

    /// <summary>A feature that fewer rows have is left out.</summary>
    public int MinimumRows { get; init; } = 2;
}
