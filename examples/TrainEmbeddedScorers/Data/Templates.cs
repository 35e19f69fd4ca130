using SafetyML.Data;
using SafetyML.LinearText;

namespace TrainEmbeddedScorers.Data;

/// <summary>Short answers of ours, labelled by us, for what the data sets lack: today's refusals, quoted refusals, condolences, answers that sound like refusals.</summary>
internal static class Templates
{
    public static TrainingText[] Read()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "Templates", "answers.csv");
        var faults = new RowFaults(path);
        var rows = DelimitedSource.Read(path, ",", faults);
        faults.ThrowIfAny();
        return [.. rows.Select(row => TrainingText.OfClass(row.Text("prompt"), row.Text("answer"), Label(row.Text("label")), RefusalOutputs.Names.Count))];
    }

    private static int Label(string name) => Enumerable.Range(0, RefusalOutputs.Names.Count).First(label => RefusalOutputs.Names[label] == name);
}
