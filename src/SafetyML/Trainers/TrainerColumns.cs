using SafetyML.Mapping;
using SafetyML.Options;

namespace SafetyML.Trainers;

/// <summary>The columns that a trainer reads; a null prompt column means that there is none.</summary>
internal sealed record TrainerColumns(string Label, string Answer, string? Prompt)
{
    public IReadOnlyList<InputColumn> Texts() => Prompt is null ? [new(Answer)] : [new(Answer), new(Prompt)];

    public IEnumerable<string> Faults() => ColumnFaults.Of([Label, Answer, Prompt ?? Answer], []);

    /// <summary>What else keeps these columns from being trained on and evaluated.</summary>
    public IEnumerable<string> TrainingFaults(ScorerTask task)
    {
        foreach (var fault in Faults())
            yield return fault;
        var added = TrainedMapping.NamesOf(task);
        if (added.Contains(Label))
            yield return $"The label column is called '{Label}', as one of the columns that are added ({string.Join(", ", added)}): the scores would hide the labels. "
                + "Give the labels another name, for example with ml.Transforms.CopyColumns.";
    }
}
