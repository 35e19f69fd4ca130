namespace SafetyML.Moderation;

/// <summary>What the server said about one text: higher is more harmful, 0 to 1; NaN where there is no score.</summary>
internal sealed class ModerationScore
{
    private ModerationScore(bool flagged, float[] categories, string unscoredReason) =>
        (IsFlagged, Categories, UnscoredReason) = (flagged, categories, unscoredReason);

    public bool IsFlagged { get; }

    /// <summary>The score of each of <see cref="ModerationCategories.All"/>; NaN for one that the model does not know.</summary>
    public IReadOnlyList<float> Categories { get; }

    /// <summary>Why there is no score; empty where there is one.</summary>
    public string UnscoredReason { get; }

    public bool IsScored => UnscoredReason.Length == 0;

    /// <summary>The highest score.</summary>
    public float Highest => IsScored ? Categories[Top()] : float.NaN;

    /// <summary>The category of the highest score, named as in the server's answer; empty without a score.</summary>
    public string TopCategory => IsScored ? ModerationCategories.All[Top()].Name : "";

    public static ModerationScore Of(bool flagged, float[] categories) => new(flagged, categories, "");

    public static ModerationScore Unscored(string reason) => new(false, [.. ModerationCategories.All.Select(_ => float.NaN)], reason);

    private int Top()
    {
        var top = 0;
        for (var i = 1; i < Categories.Count; i++)
        {
            if (Categories[i] > Categories[top])
                top = i;
        }
        return top;
    }
}
