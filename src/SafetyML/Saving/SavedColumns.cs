namespace SafetyML.Saving;

/// <summary>The fixed column names inside a saved chain; they exist only between its first and its last part.</summary>
internal static class SavedColumns
{
    public const string Key = "SafetyML.Key";
    public const string Empty = "SafetyML.Empty";
    public const string State = "SafetyML.State";
    public const string Instruction = "SafetyML.Instruction";
    public const string Input = "SafetyML.Input";
    public const string Answer = "SafetyML.Answer";
    public const string PredictedLabel = "SafetyML.PredictedLabel";
    public const string Score = "SafetyML.Score";
    public const string Probability = "SafetyML.Probability";
    public const string Prompt = "SafetyML.Prompt";
    public const string Class = "SafetyML.Class";
    public const string ClassKey = "SafetyML.ClassKey";
    public const string ClassScores = "SafetyML.ClassScores";
    public const string UnscoredReason = "SafetyML.UnscoredReason";
    public const string Evidence = "SafetyML.Evidence";
}
