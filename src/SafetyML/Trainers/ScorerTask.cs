namespace SafetyML.Trainers;

/// <summary>What a scorer learns from labels, as ML.NET divides tasks.</summary>
internal enum ScorerTask
{
    /// <summary>Yes or no.</summary>
    Binary,

    /// <summary>One of several classes.</summary>
    Multiclass,

    /// <summary>A number.</summary>
    Regression,
}
