using Microsoft.ML;

namespace SafetyML.Tests.Support;

/// <summary>
/// The entry point of this assembly, for the test that needs a fresh process: loads a saved model with ML.NET alone, nothing registered and nothing of
/// SafetyML called, and writes the answers to the instructions that follow, a line each; with <c>score</c> first, all columns of the answers that follow.
/// </summary>
internal static class LoaderProgram
{
    public static int Main(string[] arguments)
    {
        var ml = new MLContext();
        if (arguments[0] == "score")
            return Score(ml, arguments[1], arguments[2..]);
        var model = ml.Model.Load(arguments[0], out _);
        var prompts = ml.Data.LoadFromEnumerable(arguments[1..].Select(instruction => new Prompt(instruction, "")));
        foreach (var answered in ml.Data.CreateEnumerable<Answered>(model.Transform(prompts), reuseRowObject: false))
            Console.WriteLine(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(answered.Answer)));
        return 0;
    }

    /// <summary>The values of every visible column of one row, as text.</summary>
    public static IEnumerable<string> Columns(IDataView view) => view.Preview(maxRows: 1000).RowView
        .Select(row => string.Join(" | ", row.Values.Select(value => $"{value.Key}={Text(value.Value)}")));

    private static string Text(object value) => value is Microsoft.ML.Data.VBuffer<float> vector ? string.Join(" ", vector.DenseValues()) : $"{value}";

    private static int Score(MLContext ml, string zip, string[] answers)
    {
        var rows = ml.Data.LoadFromEnumerable(answers.Select(answer => new Answered { Answer = answer }));
        foreach (var line in Columns(ml.Model.Load(zip, out _).Transform(rows)))
            Console.WriteLine(Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(line)));
        return 0;
    }

    private sealed record Prompt(string Instruction, string Input);

    private sealed record Answered
    {
        public string Answer { get; set; } = "";
    }
}
