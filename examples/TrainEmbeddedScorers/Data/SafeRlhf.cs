namespace TrainEmbeddedScorers.Data;

/// <summary>Safe-RLHFmini: answers that people called unsafe (1) or safe. For measuring only: its licence forbids more, and no setting was chosen on it.</summary>
internal static class SafeRlhf
{
    public const string Path = "jailbreakeval/Safe-RLHFmini.csv";

    public static LabelledAnswer[] Read(DataFolder data) =>
    [
        .. data.Csv(Path, "CC BY-NC 4.0", trains: false)
            .Select((row, i) => new LabelledAnswer(row.Text("question"), row.Text("answer"), row.Text("label") == "1" ? 1 : 0, i)),
    ];
}
