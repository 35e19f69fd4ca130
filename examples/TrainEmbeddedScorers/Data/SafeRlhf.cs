namespace TrainEmbeddedScorers.Data;

/// <summary>Safe-RLHFmini: answers that people called unsafe (1) or safe. For measuring only: its licence forbids more, and no setting was chosen on it.</summary>
internal static class SafeRlhf
{
    private const string Path = "jailbreakeval/Safe-RLHFmini.csv";

    /// <summary>The answers; null where the file is not there.</summary>
    public static LabelledAnswer[]? Read(DataFolder data) => data.Has(Path)
        ? [.. data.Csv(Path, "CC BY-NC 4.0", trains: false, (row, i) => new LabelledAnswer(row.Text("question"), row.Text("answer"), row.Binary("label"), i))]
        : null;
}
