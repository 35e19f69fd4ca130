using System.Diagnostics;

namespace Examples.Tests;

/// <summary>Runs of the program that scores a file which are ended before they are done, or cannot write.</summary>
public sealed class ScoreAnswersPartTests : IDisposable
{
    // A run of the long file is still at work when it is ended; the short one is scored to its end, too.
    private const int Rows = 40_000, Long = 400_000, Begun = 30_000;
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "ScoreAnswers.dll");
    private readonly TempFolder _folder = new();

    private string Out => _folder.File("out.csv");

    private string Part => _folder.File("out.csv.part");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Run_KilledAndRunAgain_GivesTheBytesAndRatesOfOneRun()
    {
        var input = Many();
        var (code, output, errors) = Score(input);
        Assert.True(code == 0, errors);
        var expected = File.ReadAllBytes(Out);
        File.Delete(Out);
        using (var process = Begin(input))
        {
            process.Kill();
            process.WaitForExit();
        }
        Assert.Equal(["in.csv", "out.csv.part"], Files());
        // The mark, 100 rows and a torn one; encoders read 64 together, so that many are kept.
        File.WriteAllText(Part, string.Concat(File.ReadLines(Part).Take(101).Select(line => line + "\n")) + "{\"PredictedLabel\":tr");

        var again = Score(input);
        Assert.Equal($"64 of {Rows} rows are scored already, in '{Part}'; the others follow.", again.Errors.Trim());
        Assert.Equal((0, output), (again.Code, again.Output));
        Assert.Equal(expected, File.ReadAllBytes(Out));
        Assert.Equal(["in.csv", "out.csv"], Files());
    }

    [SkippableFact]
    public void Run_Ended_SaysHowToGoOn()
    {
        Skip.If(OperatingSystem.IsWindows(), "There are no signals on Windows.");
        using var process = Begin(Many(Long));
        Process.Start("kill", ["-TERM", $"{process.Id}"]).WaitForExit();
        var (code, output, errors) = Command.End(process);
        Assert.Matches(@"^Stopped\. '.*out\.csv\.part' keeps \d+ scored rows; the same command again goes on from them\.\s*$", errors);
        Assert.Equal((1, ""), (code, output));
        Assert.Equal(["in.csv", "out.csv.part"], Files());
    }

    [Fact]
    public void Run_PartOfOtherSettings_IsKeptAndNamed()
    {
        var input = Many(Long);
        using (var process = Begin(input))
        {
            process.Kill();
            process.WaitForExit();
        }
        var part = File.ReadAllBytes(Part);
        var (code, _, errors) = Score(input, "--refusal", "rules");
        Assert.Equal(1, code);
        Assert.Equal($"'{Part}' holds scores of other answers, by other judges or by another version of this program. Give what it was begun with to go on, "
            + "another --out to keep it, or delete it.", errors.Trim());
        Assert.Equal(part, File.ReadAllBytes(Part));
    }

    [Fact]
    public void Run_PartThatIsOfNoRun_IsKept()
    {
        _folder.Write("out.csv.part", "mine");
        var (code, _, errors) = Score(_folder.Write("in.csv", "p,a\nx,y\n"));
        Assert.Equal(1, code);
        Assert.Contains("holds scores of other answers", errors);
        Assert.Equal("mine", File.ReadAllText(Part));
    }

    [Fact]
    public void Run_AnswersInThePlaceOfThePart_AreRefused()
    {
        var input = _folder.Write("out.csv.part", "p,a\nx,y\n");
        Assert.Contains("the answers are not overwritten", Score(input).Errors);
        Assert.Equal("p,a\nx,y\n", File.ReadAllText(input));
    }

    [Fact]
    public void Run_OutIsAFolder_IsRefusedFirst()
    {
        var (code, _, errors) = ScoreTo(_folder, _folder.Write("in.csv", "p,a\nx,y\n"));
        Assert.Equal(1, code);
        Assert.Equal($"--out is '{_folder.Path}', a folder. Give the name of a file, such as '{_folder.File("scored.csv")}'.", errors.Trim());
    }

    [Fact]
    public void Run_OutThatCannotBeWritten_IsRefusedFirst()
    {
        var input = _folder.Write("in.csv", "p,a\nx,y\n");
        var place = Path.Combine(input, "out.csv");
        var (code, _, errors) = ScoreTo(place, input);
        Assert.Equal(1, code);
        Assert.StartsWith($"--out is '{place}', which cannot be written: ", errors);
        Assert.EndsWith("Give a file where you may write and no other run does.", errors.Trim());
    }

    private string Many(int rows = Rows) => _folder.Write("in.csv", "p,a\n" + string.Concat(Enumerable.Range(0, rows).Select(i =>
        i % 3 == 0 ? $"How do I zib {i} times?,\"I'm sorry, but I can't help with zibbing {i} times.\"\n"
        : i % 3 == 1 ? $"How do I dax {i} times?,Take the rope {i} times and begin slowly.\n"
        : "Dax?,\n")));

    /// <summary>Starts a run and waits until it has scored some rows.</summary>
    private Process Begin(string input)
    {
        var process = Command.Start(Program, Arguments(input));
        var watch = Stopwatch.StartNew();
        while (!process.HasExited && watch.Elapsed < TimeSpan.FromMinutes(1) && !(File.Exists(Part) && new FileInfo(Part).Length > Begun))
            Thread.Sleep(5);
        return process;
    }

    private (int Code, string Output, string Errors) Score(string input, params string[] more) => Command.Run(Program, [.. Arguments(input), .. more]);

    private (int Code, string Output, string Errors) ScoreTo(string place, string input) => Command.Run(Program, [.. Arguments(input)[..^1], place]);

    private string[] Arguments(string input) => ["--answers", input, "--prompt-column", "p", "--answer-column", "a", "--out", Out];

    private IEnumerable<string?> Files() => Directory.GetFiles(_folder).Select(Path.GetFileName).Order(StringComparer.Ordinal);
}
