namespace Microsoft.ML.Data;

/// <summary>The column names that evaluation expects where none are given.</summary>
internal static class DefaultColumnNames
{
    public const string Label = "Label";
    public const string Score = "Score";
    public const string Probability = "Probability";
    public const string PredictedLabel = "PredictedLabel";
}
