using Microsoft.ML;

namespace SafetyML.Tests.Support;

/// <summary>
/// The entry point of this assembly, for the test that needs a fresh process: loads a saved model with ML.NET alone, nothing registered and nothing of
/// SafetyML called, and writes the answers to the instructions that follow, a line each.
/// </summary>
internal static class LoaderProgram
{
    public static int Main(string[] arguments)
    {
        var ml = new MLContext();
        var model = ml.Model.Load(arguments[0], out _);
        var prompts = ml.Data.LoadFromEnumerable(arguments[1..].Select(instruction => new Prompt(instruction, "")));
        foreach (var answered in ml.Data.CreateEnumerable<Answered>(model.Transform(prompts), reuseRowObject: false))
            Console.WriteLine(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(answered.Answer)));
        return 0;
    }

    private sealed record Prompt(string Instruction, string Input);

    private sealed record Answered
    {
        public string Answer { get; set; } = "";
    }
}
