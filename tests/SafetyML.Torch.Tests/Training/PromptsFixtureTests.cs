using System.Text.Json;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

/// <summary>Ids and labels of the paper's script with the Llama 2 tokenizer.</summary>
public sealed class PromptsFixtureTests
{
    [SkippableFact]
    public void Encode_EveryCase_HasTheIdsAndLabels()
    {
        var reference = Reference();
        var tokenizer = Tokenizer();
        foreach (var item in reference.GetProperty("cases").EnumerateArray())
        {
            var row = item.GetProperty("row");
            var encoder = new ExampleEncoder(tokenizer, item.GetProperty("cutoff").GetInt32(), item.GetProperty("train_on_inputs").GetBoolean());

            var example = encoder.Encode(Prompt(reference, row), Text(row, "output"));

            Assert.Equal(Fixtures.Integers(item.GetProperty("input_ids")), example.Ids);
            Assert.Equal(Fixtures.Integers(item.GetProperty("labels")), example.Labels);
            Assert.Equal(item.GetProperty("labelled_tokens_after_shift").GetInt32(), example.LabelledTokens);
        }
    }

    [SkippableFact]
    public void Encode_AlpacaRows_HaveTheCounts()
    {
        var reference = Reference();
        var counts = reference.GetProperty("first_1807_alpaca_rows");
        var encoder = new ExampleEncoder(Tokenizer(), cutoff: 512, trainOnInputs: false);
        var rows = Fixtures.Json(SharedData("alpaca", "alpaca_first1807.json")).EnumerateArray().ToList();

        var examples = rows.ConvertAll(row => encoder.Encode(Prompt(reference, row), Text(row, "output")));

        Assert.Equal(counts.GetProperty("tokens").GetInt32(), examples.Sum(example => example.Ids.Length));
        Assert.Equal(counts.GetProperty("labelled_tokens_response_only").GetInt32(), examples.Sum(example => example.LabelledTokens));
    }

    private static JsonElement Reference() => Fixtures.Json(Fixtures.Folder("prompts"), "reference.json");

    private static ModelTokenizer Tokenizer() => ModelTokenizer.Load(SharedData("tokenizers", "llama2"));

    private static string SharedData(params string[] parts)
    {
        var path = Path.GetFullPath(Path.Combine([Repository.Root, "..", "shared", "data", .. parts]));
        Skip.IfNot(Path.Exists(path), $"There is no '{path}'.");
        return path;
    }

    private static string Prompt(JsonElement reference, JsonElement row)
    {
        var template = Text(reference, Text(row, "input").Length > 0 ? "template_with_input" : "template");
        return template.Replace("{instruction}", Text(row, "instruction"), StringComparison.Ordinal).Replace("{input}", Text(row, "input"), StringComparison.Ordinal);
    }

    private static string Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) ? value.GetString() ?? "" : "";
}
