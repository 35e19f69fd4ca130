using System.Diagnostics;
using Microsoft.ML;

namespace QuickStart;

/// <summary>Shows that a saved model answers alike in a process that knows nothing but the file.</summary>
internal static class SecondProcess
{
    public const string Verb = "answer";

    /// <summary>Starts this program again to load the zip and answer one prompt.</summary>
    public static string Ask(string zip, string prompt)
    {
        var program = Environment.ProcessPath!;
        string[] start = Path.GetFileNameWithoutExtension(program) == "dotnet" ? [typeof(SecondProcess).Assembly.Location] : [];
        var info = new ProcessStartInfo(program, [.. start, Verb, zip, prompt]) { RedirectStandardOutput = true };
        using var process = Process.Start(info)!;
        var answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? answer.TrimEnd('\n') : throw new InvalidOperationException($"The second process ended with {process.ExitCode}.");
    }

    /// <summary>What the second process does.</summary>
    public static void Answer(string zip, string prompt)
    {
        var ml = new MLContext();
        var model = ml.Model.Load(zip, out _);
        using var engine = ml.Model.CreatePredictionEngine<Question, AnswerRow>(model);
        var answer = engine.Predict(new Question { Instruction = prompt }).Answer;
        Console.WriteLine(Console.IsOutputRedirected ? answer : StudyReport.Visible(answer));
    }

    private sealed class Question
    {
        public string Instruction { get; set; } = "";

        public string Input { get; set; } = "";

        public string Output { get; set; } = "";
    }
}
