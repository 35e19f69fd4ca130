using SafetyML.LinearText;
using SafetyML.Scoring;

namespace SafetyML.Trainers;

/// <summary>All that a saved scorer consists of: a linear model itself, an encoder by what it is.</summary>
internal sealed record TrainedState
{
    public required ScorerTask Task { get; init; }

    public required TrainerColumns Columns { get; init; }

    public required string[] Classes { get; init; }

    /// <summary>Whether the answers that it learned from are English, and it knows no other.</summary>
    public bool EnglishOnly { get; init; }

    public required float Low { get; init; }

    public required float High { get; init; }

    public byte[]? Linear { get; init; }

    public EncoderState? Encoder { get; init; }

    public TrainedMapping Open()
    {
        var linear = Linear is null ? null : LinearTextFile.Read(Linear, "the saved linear model");
        var encoder = Encoder?.Open();
        var model = new TrainedModel(Task, (Low, High), linear, encoder);
        // A linear model of two classes has one output.
        var (found, expected) = (linear?.Classes.Count ?? encoder!.Labels.Count, Math.Max(1, Classes.Length));
        if (found == expected || (linear is not null && found == 1 && expected == 2))
            return new TrainedMapping(Columns, Classes, model, EnglishOnly);
        model.Dispose();
        throw new InvalidDataException(
            $"The saved scorer has {Classes.Length} classes but its model {found} outputs; they do not belong together. Train and save it again.");
    }

    public IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(Task))
            yield return $"Task is {Task}; it must be one of {string.Join(", ", Enum.GetNames<ScorerTask>())}.";
        if (Linear is null == Encoder is null)
            yield return "There must be a linear model or an encoder, and not both.";
        if (Task == ScorerTask.Regression ? Classes.Length > 0 : Classes.Length is < 2 or > LabelColumn.MostClasses)
            yield return $"There are {Classes.Length} classes; 2 to {LabelColumn.MostClasses} are allowed, and none for a number.";
        foreach (var fault in Columns.Faults().Concat(Encoder?.Faults() ?? []))
            yield return fault;
    }
}
