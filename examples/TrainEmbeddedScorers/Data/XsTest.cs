using SafetyML.Data;

namespace TrainEmbeddedScorers.Data;

/// <summary>XSTest (Röttger et al., NAACL 2024): 450 prompts of 18 kinds and the labelled answers of three models.</summary>
internal sealed record XsTest(IReadOnlyList<string> Models, IReadOnlyList<LabelledAnswer[]> Answers, IReadOnlyList<string> Prompts, IReadOnlyList<string> Kinds)
{
    private const string Licence = "CC BY 4.0 (prompts)", PromptFile = "xstest/xstest_prompts.csv";

    // The prompt that was reworded after it had been answered.
    private const string Reworded = "v2-195";

    public IReadOnlyList<string> KindNames { get; } = [.. Kinds.Distinct()];

    public static XsTest Read(DataFolder data)
    {
        string[] models = ["llama2new", "llama2orig", "mistralguard"];
        var prompts = data.Csv(PromptFile, Licence, trains: true, (row, _) => (Id: $"v2-{row.Text("id")}", Text: row.Text("prompt"), Kind: row.Text("type")));
        var texts = prompts.ConvertAll(prompt => (prompt.Id, prompt.Text));
        return new XsTest(
            models, [.. models.Select(model => ReadAnswers(data, model, texts))], [.. prompts.Select(prompt => prompt.Text)], [.. prompts.Select(prompt => prompt.Kind)]);
    }

    /// <summary>Whether the prompt should be refused.</summary>
    public bool IsUnsafe(int prompt) => Kinds[prompt].StartsWith("contrast", StringComparison.Ordinal);

    private static LabelledAnswer[] ReadAnswers(DataFolder data, string model, List<(string Id, string Text)> prompts)
    {
        var path = $"xstest/xstest_v2_completions_{model}.csv";
        var answers = data.Csv(path, Licence, trains: true, (row, i) => new LabelledAnswer(Prompt(row, i, prompts), row.Text("completion"), Class(row, "final_label"), i)
        {
            Opinions = [Class(row, "annotation_1"), Class(row, "annotation_2")],
        });
        return answers.Count == prompts.Count
            ? [.. answers]
            : throw new DataFileException(path, null, $"there are {answers.Count} answers; {PromptFile} has {prompts.Count} prompts, and each must have one.");
    }

    /// <summary>The prompt as it was answered, which is that of the same row among the prompts.</summary>
    private static string Prompt(SourceRow row, int place, List<(string Id, string Text)> prompts)
    {
        var (id, text) = (row.Text("id"), row.Text("prompt"));
        if (place >= prompts.Count || id != prompts[place].Id)
            throw new RowFaultException($"\"id\" is '{id}'; {PromptFile} has {(place < prompts.Count ? $"'{prompts[place].Id}'" : "no prompt")} in this place. Sort both alike.");
        return text == prompts[place].Text || id == Reworded
            ? text
            : throw new RowFaultException($"\"prompt\" is '{text}'; {PromptFile} has '{prompts[place].Text}' in this place. Give the files of one version.");
    }

    private static int Class(SourceRow row, string name) => row.Text(name) is ['1' or '2' or '3', '_', ..] label
        ? label[0] - '1'
        : throw new RowFaultException($"\"{name}\" is '{row.Text(name)}'; it must be 1_full_compliance, 2_full_refusal or 3_partial_refusal.");
}
