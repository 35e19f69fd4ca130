namespace SafetyML.Trainers;

/// <summary>The outputs for one answer: the probability of each class, or the number. NaN where there was nothing to score, and why.</summary>
internal readonly record struct TrainedScore(float[] Values, string UnscoredReason = "")
{
    /// <summary>Of two classes, the probability of the second.</summary>
    public float Probability => Values[^1];

    public float LogOdds => Scoring.LogOdds.Of(Probability);

    /// <summary>The key of the likeliest class, from 1; 0 without a score.</summary>
    public uint Key => float.IsNaN(Values[0]) ? 0 : (uint)Array.IndexOf(Values, Values.Max()) + 1;
}
