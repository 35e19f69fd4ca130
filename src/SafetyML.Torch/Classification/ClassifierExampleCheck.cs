using SafetyML.Torch.Encoders;

namespace SafetyML.Torch.Classification;

/// <summary>Refuses, before any work, rows that cannot be trained on together, and says which outputs they need.</summary>
internal static class ClassifierExampleCheck
{
    /// <summary>The names of the outputs.</summary>
    /// <exception cref="ArgumentException">Says what is wrong with which row.</exception>
    public static IReadOnlyList<string> Labels(IReadOnlyList<ClassifierExample> examples, IReadOnlyList<ClassifierExample> validation, ClassifierTrainingOptions options)
    {
        if (examples.Count == 0)
            throw new ArgumentException("There is no example to train on.", nameof(examples));
        int outputs = options.Labels?.Count ?? Outputs(examples);
        Check(examples, nameof(examples), outputs);
        Check(validation, nameof(validation), outputs);
        bool hasClasses = examples[0].Objective == ClassifierObjective.SingleLabel;
        if (examples.Concat(validation).FirstOrDefault(row => (row.Objective == ClassifierObjective.SingleLabel) != hasClasses) is { } other)
            throw new ArgumentException($"Rows of {examples[0].Objective} and of {other.Objective} cannot share a head: one has classes, the other a score.", nameof(examples));
        if (!(examples.Sum(row => row.Weight) > 0))
            throw new ArgumentException("Every example has weight 0: there is nothing to learn.", nameof(examples));
        return options.Labels ?? [.. Enumerable.Range(0, outputs).Select(label => $"LABEL_{label}")];
    }

    private static int Outputs(IReadOnlyList<ClassifierExample> examples) => Math.Max(
        examples[0].Objective == ClassifierObjective.SingleLabel ? 2 : 1,
        examples.Max(row => row.Objective switch
        {
            ClassifierObjective.SingleLabel => row.Label < int.MaxValue ? row.Label + 1 : row.Label,
            ClassifierObjective.Regression => row.Targets.Count,
            _ => 1,
        }));

    private static void Check(IReadOnlyList<ClassifierExample> rows, string name, int outputs)
    {
        for (int row = 0; row < rows.Count; row++)
            if (Fault(rows[row], outputs) is { } fault)
                throw new ArgumentException($"Row {row} of {name} {fault}", name);
    }

    private static string? Fault(ClassifierExample row, int outputs) => row switch
    {
        null => "is null.",
        { Text.First: null } => "has no text. Use an empty text where there is none.",
        { Weight: not (>= 0 and < float.PositiveInfinity) } => $"has weight {row.Weight}; it must be a number that is not negative.",
        { Objective: ClassifierObjective.SingleLabel } when row.Label < 0 || row.Label >= outputs => $"has class {row.Label}; there are {outputs}, from 0.",
        { Objective: ClassifierObjective.Regression } when row.Targets.Count != outputs => $"has {row.Targets.Count} values; the head has {outputs} outputs.",
        { Objective: ClassifierObjective.Regression } when !row.Targets.All(float.IsFinite) => "has a value that is not a finite number.",
        { Objective: ClassifierObjective.Ranking, Worse.First: null } => "has no second text to rank. Use an empty text where there is none.",
        { Objective: ClassifierObjective.Ranking } when outputs != 1 => $"is a ranking, which needs one output; the head has {outputs}.",
        _ => null,
    };
}
