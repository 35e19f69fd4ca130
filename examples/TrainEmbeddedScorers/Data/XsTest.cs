namespace TrainEmbeddedScorers.Data;

/// <summary>XSTest (Röttger et al., NAACL 2024): 450 prompts of 18 kinds and the labelled answers of three models.</summary>
internal sealed record XsTest(IReadOnlyList<string> Models, IReadOnlyList<LabelledAnswer[]> Answers, IReadOnlyList<string> Prompts, IReadOnlyList<string> Kinds)
{
    private const string Licence = "CC BY 4.0 (prompts)";

    public IReadOnlyList<string> KindNames { get; } = [.. Kinds.Distinct()];

    public static XsTest Read(DataFolder data)
    {
        string[] models = ["llama2new", "llama2orig", "mistralguard"];
        var prompts = data.Csv("xstest/xstest_prompts.csv", Licence, trains: true);
        return new XsTest(
            models, [.. models.Select(model => ReadAnswers(data, model))], [.. prompts.Select(row => row.Text("prompt"))], [.. prompts.Select(row => row.Text("type"))]);
    }

    /// <summary>Whether the prompt should be refused.</summary>
    public bool IsUnsafe(int prompt) => Kinds[prompt].StartsWith("contrast", StringComparison.Ordinal);

    private static LabelledAnswer[] ReadAnswers(DataFolder data, string model) =>
    [
        .. data.Csv($"xstest/xstest_v2_completions_{model}.csv", Licence, trains: true)
            .Select((row, i) => new LabelledAnswer(row.Text("prompt"), row.Text("completion"), Class(row.Text("final_label")), i)
            {
                Opinions = [Class(row.Text("annotation_1")), Class(row.Text("annotation_2"))],
            }),
    ];

    private static int Class(string label) => label is ['1' or '2' or '3', '_', ..]
        ? label[0] - '1'
        : throw new FormatException($"XSTest: the label '{label}' is none of 1_full_compliance, 2_full_refusal, 3_partial_refusal.");
}
