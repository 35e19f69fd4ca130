namespace SafetyML.Refusal;

/// <summary>Tells a refusal from an answer.</summary>
internal interface IRefusalDetector
{
    /// <summary>Scores one answer; an answer that cannot be scored says why.</summary>
    RefusalScore Score(string answer);
}
