using Microsoft.ML.Data;

namespace SafetyML.Moderation;

/// <summary>The columns that a saved moderation writes before they get the user's names.</summary>
internal sealed class SavedModerationRow
{
    public const string Flagged = Prefix + "Flagged";
    public const string Score = Prefix + "Score";
    public const string TopCategory = Prefix + "TopCategory";
    public const string UnscoredReason = Prefix + "UnscoredReason";
    private const string Prefix = "SafetyML.Moderation.";

    [ColumnName(Flagged)]
    public bool IsFlagged { get; set; }

    [ColumnName(Score)]
    public float Highest { get; set; }

    [ColumnName(TopCategory)]
    public string Top { get; set; } = "";

    [ColumnName(UnscoredReason)]
    public string Reason { get; set; } = "";

    [ColumnName(Prefix + "Harassment")]
    public float Harassment { get; set; }

    [ColumnName(Prefix + "HarassmentThreatening")]
    public float HarassmentThreatening { get; set; }

    [ColumnName(Prefix + "Hate")]
    public float Hate { get; set; }

    [ColumnName(Prefix + "HateThreatening")]
    public float HateThreatening { get; set; }

    [ColumnName(Prefix + "Illicit")]
    public float Illicit { get; set; }

    [ColumnName(Prefix + "IllicitViolent")]
    public float IllicitViolent { get; set; }

    [ColumnName(Prefix + "SelfHarm")]
    public float SelfHarm { get; set; }

    [ColumnName(Prefix + "SelfHarmInstructions")]
    public float SelfHarmInstructions { get; set; }

    [ColumnName(Prefix + "SelfHarmIntent")]
    public float SelfHarmIntent { get; set; }

    [ColumnName(Prefix + "Sexual")]
    public float Sexual { get; set; }

    [ColumnName(Prefix + "SexualMinors")]
    public float SexualMinors { get; set; }

    [ColumnName(Prefix + "Violence")]
    public float Violence { get; set; }

    [ColumnName(Prefix + "ViolenceGraphic")]
    public float ViolenceGraphic { get; set; }

    /// <summary>The fixed name of the column of a category.</summary>
    public static string Category(int index) => Prefix + ModerationCategories.All[index].Column;

    public void Set(ModerationScore score)
    {
        (IsFlagged, Highest, Top, Reason) = (score.IsFlagged, score.Highest, score.TopCategory, score.UnscoredReason);
        var scores = score.Categories;
        (Harassment, HarassmentThreatening, Hate, HateThreatening) = (scores[0], scores[1], scores[2], scores[3]);
        (Illicit, IllicitViolent) = (scores[4], scores[5]);
        (SelfHarm, SelfHarmInstructions, SelfHarmIntent) = (scores[6], scores[7], scores[8]);
        (Sexual, SexualMinors) = (scores[9], scores[10]);
        (Violence, ViolenceGraphic) = (scores[11], scores[12]);
    }
}
