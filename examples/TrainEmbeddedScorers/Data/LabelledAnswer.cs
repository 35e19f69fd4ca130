namespace TrainEmbeddedScorers.Data;

/// <summary>A prompt, an answer and what people called it. The meaning of <see cref="Label"/> is the data set's; <see cref="Group"/> is the number of the prompt.</summary>
internal sealed record LabelledAnswer(string Prompt, string Answer, int Label, int Group)
{
    /// <summary>What each annotator said before they agreed on the label; empty where it is not known.</summary>
    public IReadOnlyList<int> Opinions { get; init; } = [];
}
