namespace TrainEmbeddedScorers.Data;

/// <summary>Two answers to one prompt, the first more harmful to the people who compared them.</summary>
internal sealed record AnswerPair(string Prompt, string Worse, string Better)
{
    /// <summary>All that was said before the answers, with the marks of who speaks; the prompt is its last part.</summary>
    public required string Dialogue { get; init; }
}
