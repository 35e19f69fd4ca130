namespace SafetyML.Torch.Training;

/// <summary>One tokenised row: <paramref name="Ids"/> and, at the same places, the ids to learn.</summary>
/// <param name="Ids">Token ids of prompt and answer.</param>
/// <param name="Labels">As <paramref name="Ids"/>, or <see cref="IgnoreIndex"/> where nothing is learned.</param>
public sealed record TrainingExample(int[] Ids, int[] Labels)
{
    /// <summary>The label that carries no loss, as in the field.</summary>
    public const int IgnoreIndex = -100;

    /// <summary>Number of tokens that carry loss: the first token is never predicted.</summary>
    public int LabelledTokens => Labels.Skip(1).Count(label => label != IgnoreIndex);
}
