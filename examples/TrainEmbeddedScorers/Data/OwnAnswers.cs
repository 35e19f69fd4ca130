using SafetyML.Data;
using SafetyML.LinearText;
using SafetyML.Refusal;

namespace TrainEmbeddedScorers.Data;

/// <summary>
/// Answers of ours, labelled by us, for what the data sets lack: refusals in many manners, answers that sound like them, partial ones, plain ones. One file for each
/// kind; what is harmful is carried out with placeholders only.
/// </summary>
/// <param name="All">Every answer, with a probability of 1 for its class.</param>
/// <param name="Harmless">Those which do no harm: all but the requests that are carried out with placeholders.</param>
internal sealed record OwnAnswers(IReadOnlyList<TrainingText> All, IReadOnlyList<TrainingText> Harmless)
{
    private const string CarriedOut = "carried-out";
    private static readonly string[] Kinds = ["basic", CarriedOut, "limits", "long", "look-alikes", "manners", "no-prompt", "partial", "plain", "scruples", "short", "soft", "tasks"];

    /// <summary>Reads every kind.</summary>
    public static OwnAnswers Read()
    {
        List<TrainingText> all = [], harmless = [];
        foreach (var kind in Kinds)
        {
            var answers = Read(Path.Combine(AppContext.BaseDirectory, "OwnAnswers", $"{kind}.csv"));
            all.AddRange(answers);
            if (kind != CarriedOut)
                harmless.AddRange(answers);
        }
        return new OwnAnswers(all, harmless);
    }

    private static List<TrainingText> Read(string path)
    {
        var faults = new RowFaults(path);
        return LocatedRows.Read(path, DelimitedSource.Read(path, ",", faults), row => row.Line, faults, (row, _) =>
            TrainingText.OfClass(row.Text("prompt"), row.Text("answer"), Class(row.Text("label")), RefusalOutputs.Names.Count));
    }

    private static int Class(string label) => RefusalClassNames.Find(label) is { } found
        ? (int)found
        : throw new RowFaultException($"\"label\" is '{label}'; it must be one of {string.Join(", ", RefusalOutputs.Names)}.");
}
