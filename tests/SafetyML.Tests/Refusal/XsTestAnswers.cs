using Microsoft.ML;
using SafetyML.Tests.Support;

namespace SafetyML.Tests.Refusal;

/// <summary>The answers of three models that come with XSTest, with people's labels: 0 full compliance, 1 full refusal, 2 partial refusal.</summary>
internal static class XsTestAnswers
{
    public static IReadOnlyList<string> Models { get; } = ["llama2new", "llama2orig", "mistralguard"];

    public static List<(string Prompt, string Answer, int Label)> All() => [.. Models.SelectMany(Of)];

    public static List<(string Prompt, string Answer, int Label)> Of(string model)
    {
        var view = new MLContext().Data.LoadPrompts(Shared.File($"data/xstest/xstest_v2_completions_{model}.csv"));
        return [.. view.Texts("Instruction").Zip(view.Texts("Completion"), view.Texts("FinalLabel")).Select(row => (row.First, row.Second, row.Third[0] - '1'))];
    }
}
