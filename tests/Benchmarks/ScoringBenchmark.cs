using System.Diagnostics;
using Spectre.Console;

namespace SafetyML.Benchmarks;

/// <summary>Time and memory of the scorers for one answer on one core, each against its baseline in the same run.</summary>
internal static class ScoringBenchmark
{
    private const int Rounds = 7;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1.5);

    public static void Run(IReadOnlyList<string> answers)
    {
        AnsiConsole.WriteLine($"{answers.Count} answers, {answers.Average(answer => answer.Length):0} characters on average; one thread; median of {Rounds} rounds, own and baseline in turn.");
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("scorer").AddColumn("ns an answer").AddColumn("answers a second").AddColumn("bytes allocated an answer").AddColumn("baseline, ns").AddColumn("baseline / own");
        foreach (var line in ScoringLines.All)
        {
            var (own, baseline) = Measure(line, answers);
            var name = line.Baseline is null ? "" : $"{baseline:0} ({line.BaselineName})";
            table.AddRow(line.Name, $"{own:0}", $"{1e9 / own:N0}", $"{Allocated(line.Own, answers):0.##}", name, line.Baseline is null ? "" : $"{baseline / own:0.0}");
        }
        AnsiConsole.Write(table);
    }

    private static (double Own, double Baseline) Measure(ScoringLine line, IReadOnlyList<string> answers)
    {
        Warm(line.Own, answers);
        if (line.Baseline is null)
            return (Median([.. Enumerable.Range(0, Rounds).Select(_ => Time(line.Own, answers))]), double.NaN);
        Warm(line.Baseline, answers);
        var rounds = Enumerable.Range(0, Rounds).Select(_ => (Own: Time(line.Own, answers), Baseline: Time(line.Baseline, answers))).ToList();
        return (Median([.. rounds.Select(round => round.Own)]), Median([.. rounds.Select(round => round.Baseline)]));
    }

    // Until the runtime has compiled the code for good.
    private static void Warm(Func<string, int> score, IReadOnlyList<string> answers)
    {
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < WarmUp;)
            _ = Time(score, answers);
    }

    private static double Time(Func<string, int> score, IReadOnlyList<string> answers)
    {
        var (sum, watch) = (0L, Stopwatch.StartNew());
        foreach (var answer in answers)
            sum += score(answer);
        GC.KeepAlive(sum);
        return watch.Elapsed.TotalNanoseconds / answers.Count;
    }

    private static double Allocated(Func<string, int> score, IReadOnlyList<string> answers)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < answers.Count; i++)
            _ = score(answers[i]);
        return (double)(GC.GetAllocatedBytesForCurrentThread() - before) / answers.Count;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values);
        return values[values.Length / 2];
    }
}
