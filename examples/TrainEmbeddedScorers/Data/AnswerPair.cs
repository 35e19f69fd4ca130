namespace TrainEmbeddedScorers.Data;

/// <summary>Two answers to one prompt, the first more harmful to the people who compared them.</summary>
internal sealed record AnswerPair(string Prompt, string Worse, string Better);
