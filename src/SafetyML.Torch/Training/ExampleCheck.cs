using SafetyML.Torch.Models;

namespace SafetyML.Torch.Training;

/// <summary>Refuses, before any work, what cannot be trained on.</summary>
internal static class ExampleCheck
{
    /// <summary>Checks the settings, then the rows against each other and the model.</summary>
    /// <exception cref="ArgumentException">Says what is wrong with which row.</exception>
    public static void Run(CausalModel model, IReadOnlyList<TrainingExample> examples, IReadOnlyList<TrainingExample> validation, TrainingOptions options)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        ArgumentNullException.ThrowIfNull(examples);
        ArgumentNullException.ThrowIfNull(validation);
        if (examples.Count == 0)
            throw new ArgumentException("There is no example to train on.", nameof(examples));
        Check(model.Config, examples, nameof(examples));
        Check(model.Config, validation, nameof(validation));
    }

    private static void Check(ModelConfig config, IReadOnlyList<TrainingExample> rows, string name)
    {
        for (var row = 0; row < rows.Count; row++)
            if (Fault(config, rows[row]) is { } fault)
                throw new ArgumentException($"Row {row} of {name} {fault}", name);
    }

    private static string? Fault(ModelConfig config, TrainingExample row)
    {
        if (row.Ids.Length != row.Labels.Length)
            return $"has {row.Ids.Length} ids but {row.Labels.Length} labels.";
        if (row.LabelledTokens == 0)
            return "has no labelled token after its first: there is nothing to learn. Leave it out.";
        if (row.Ids.Length > config.MaxPositions)
            return $"has {row.Ids.Length} tokens; the model's context is {config.MaxPositions}. Lower the cutoff.";
        if (row.Ids.FirstOrDefault(id => id < 0 || id >= config.VocabularySize, -1) is var id and not -1)
            return $"has token {id}; the model knows {config.VocabularySize} tokens, from 0. Is the tokenizer that of the model?";
        for (var at = 1; at < row.Ids.Length; at++)
            if (row.Labels[at] != TrainingExample.IgnoreIndex && row.Labels[at] != row.Ids[at])
                return $"has label {row.Labels[at]} for token {row.Ids[at]} at place {at}; a label repeats its token or is {TrainingExample.IgnoreIndex}.";
        return null;
    }
}
