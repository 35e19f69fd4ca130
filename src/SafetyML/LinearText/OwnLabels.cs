namespace SafetyML.LinearText;

/// <summary>Trains the embedded models' kind of model on a user's own labels: the same features, with the embedded model's idea of the prompt. Deterministic.</summary>
internal static class OwnLabels
{
    private const int Folds = 5;
    private const double Penalty = 1e-4;

    private static readonly FeatureGroups Groups = new()
    {
        [FeatureGroup.Word] = 1,
        [FeatureGroup.Pair] = 1,
        [FeatureGroup.Skeleton] = 1,
        [FeatureGroup.Overlap] = 0.5f,
    };

    /// <summary>
    /// A classifier. Two classes give a model of one output, the probability of the second; more classes give one output each. Probabilities are calibrated by
    /// five-fold cross-validation.
    /// </summary>
    /// <param name="rows">Prompt (may be empty), answer and the index of the class; at least two classes occur.</param>
    /// <param name="classes">The names of the classes; at least two.</param>
    public static LinearTextModel Classes(IReadOnlyList<(string Prompt, string Answer, int Label)> rows, IReadOnlyList<string> classes)
    {
        if (rows.Select(row => row.Label).Distinct().Count() < 2)
            throw new ArgumentException(
                rows.Count == 0 ? "There is no labelled row to train on." : $"All {rows.Count} rows have the label '{classes[rows[0].Label]}'; at least two classes are needed.", nameof(rows));
        return classes.Count == 2
            ? Calibrated([.. rows.Select(row => new TrainingText(row.Prompt, row.Answer) { Target = [row.Label] })], [classes[1]])
            : Calibrated([.. rows.Select(row => TrainingText.OfClass(row.Prompt, row.Answer, row.Label, classes.Count))], classes);
    }

    /// <summary>A model of one number: its one output is the share of the way from <paramref name="low"/> to <paramref name="high"/>.</summary>
    /// <param name="rows">Prompt (may be empty), answer and the wanted number, between <paramref name="low"/> and <paramref name="high"/>.</param>
    /// <param name="low">The lower end of the scale.</param>
    /// <param name="high">The upper end.</param>
    public static LinearTextModel Number(IReadOnlyList<(string Prompt, string Answer, float Label)> rows, float low, float high)
    {
        if (rows.Count == 0)
            throw new ArgumentException("There is no labelled row to train on.", nameof(rows));
        var outside = rows.Select((row, i) => (row.Label, Row: i + 1)).FirstOrDefault(row => !(row.Label >= low && row.Label <= high));
        if (outside.Row > 0)
            throw new ArgumentException($"Row {outside.Row} has the label {outside.Label}; labels from {low} to {high} are allowed.", nameof(rows));
        return Calibrated([.. rows.Select(row => new TrainingText(row.Prompt, row.Answer) { Target = [(row.Label - low) / (high - low)] })], ["number"]);
    }

    private static LinearTextModel Calibrated(TrainingText[] texts, IReadOnlyList<string> classes)
    {
        var prompt = EmbeddedModels.Refusal.Stages[0];
        var trainer = new StageTrainer(new StageOptions { Name = "own labels", Classes = classes, Groups = Groups, Earlier = 1, Penalty = Penalty }, new LinearTextModel([prompt]));
        var rows = texts.Select(trainer.Row).ToArray();
        var unseen = new float[rows.Length][];
        for (var fold = 0; fold < Folds && rows.Length >= 2 * Folds; fold++)
        {
            var model = new LinearTextModel([prompt, trainer.Fit([.. rows.Where((_, i) => i % Folds != fold)])]);
            for (var i = fold; i < rows.Length; i += Folds)
                unseen[i] = model.ScoreStages(texts[i].Prompt, texts[i].Answer)[^classes.Count..];
        }
        var stage = trainer.Fit(rows);
        return new LinearTextModel([prompt, rows.Length >= 2 * Folds ? stage.WithTemperature((float)Temperature.Of(unseen, [.. rows.Select(row => row.Target)])) : stage]);
    }
}
