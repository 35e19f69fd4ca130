namespace SafetyML.Data;

/// <summary>The column names that every verb uses unless told otherwise.</summary>
internal static class ColumnNames
{
    public const string Instruction = "Instruction";
    public const string Input = "Input";
    public const string Output = "Output";
    public const string Messages = "Messages";
    public const string Answer = "Answer";
    public const string Label = "Label";
    public const string PredictedLabel = "PredictedLabel";
    public const string Score = "Score";
    public const string Probability = "Probability";
    public const string RefusalUnscoredReason = "RefusalUnscoredReason";
    public const string HarmfulnessUnscoredReason = "HarmfulnessUnscoredReason";
}
