using SafetyML.LinearText;
using SafetyML.Statistics;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Measures;

/// <summary>How many answers of XSTest one thread scores in a second of processor time, with their prompts. Depends on the machine, so it stands on the console and not in a card.</summary>
internal static class SpeedMeasure
{
    private const int Rounds = 15;

    public static MeasureLine Of(string name, LinearTextModel model, XsTest data, double? asked)
    {
        LabelledAnswer[] rows = [.. data.Answers.SelectMany(answers => answers)];
        var best = Enumerable.Range(0, Rounds).Min(_ => Seconds(model, rows));
        return new MeasureLine($"{name}: answers a second on one core, best of {Rounds} passes", rows.Length, rows.Length / best, Interval.None, asked);
    }

    private static double Seconds(LinearTextModel model, LabelledAnswer[] rows)
    {
        Span<float> probabilities = stackalloc float[model.Classes.Count];
        var start = Environment.CpuUsage.TotalTime;
        foreach (var row in rows)
            model.Score(row.Prompt, row.Answer, probabilities);
        return (Environment.CpuUsage.TotalTime - start).TotalSeconds;
    }
}
