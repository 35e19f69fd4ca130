using System.Text.Json;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>Real tokenizers against the ids that their own libraries give.</summary>
public sealed class TokenizerFixtureTests
{
    [SkippableFact]
    public void Encode_ConformanceTextsOfLlama2_GiveAll46() => CheckConformance("llama2", "ggml-vocab-llama-spm.gguf");

    [SkippableFact]
    public void Encode_ConformanceTextsOfLlama3_GiveAll46() => CheckConformance("llama3", "ggml-vocab-llama-bpe.gguf");

    [SkippableFact]
    public void Encode_SmolLm2_GivesTheReferenceIds()
    {
        var tokenizer = ModelTokenizer.Load(Fixtures.SmolLm2());
        var rows = Fixtures.Json(Fixtures.SmolLm2Reference(), "reference.json").GetProperty("tokenizer");

        Assert.NotEqual(0, CheckRows(tokenizer, rows));
    }

    [SkippableFact]
    public void Encode_Stories260K_GivesTheReferenceIdsAndText()
    {
        var folder = Fixtures.Folder("stories260k");
        var tokenizer = ModelTokenizer.Load(folder);
        var reference = Fixtures.Json(folder, "reference.json");

        Assert.NotEqual(0, CheckRows(tokenizer, reference.GetProperty("encode_without_bos")));
        var ids = Fixtures.Integers(reference.GetProperty("greedy_from_bos_199_ids"));
        Assert.Equal(reference.GetProperty("greedy_text").GetString(), tokenizer.Decode(ids));
        var decoder = tokenizer.CreateDecoder();
        Assert.Equal(reference.GetProperty("greedy_text").GetString(), string.Concat(ids.Select(decoder.Append)) + decoder.Complete());
    }

    [SkippableFact]
    public void Encode_PromptsOfTheTemplate_GiveTheReferenceIds()
    {
        var reference = Fixtures.Json(Fixtures.Folder("prompts"), "reference.json");
        var tokenizer = ModelTokenizer.Load(Data("llama2"));
        foreach (var row in reference.GetProperty("cases").EnumerateArray())
        {
            var values = row.GetProperty("row");
            var template = reference.GetProperty(values.GetProperty("input").GetString() is "" ? "template" : "template_with_input").GetString()!;
            var text = template.Replace("{instruction}", values.GetProperty("instruction").GetString(), StringComparison.Ordinal)
                .Replace("{input}", values.GetProperty("input").GetString(), StringComparison.Ordinal) + values.GetProperty("output").GetString();
            int[] ids = [.. tokenizer.Encode(text), tokenizer.EndId];
            Assert.Equal(Fixtures.Integers(row.GetProperty("input_ids")), ids.Take(row.GetProperty("cutoff").GetInt32()));
        }
    }

    // Ids of the tokenizers library 0.19.
    [SkippableTheory]
    [InlineData("tokenizer.json", "Hello world, it's 2024!", new[] { 72, 381, 111, 441, 307, 44, 312, 475, 32, 50, 48, 50, 52, 33 })]
    [InlineData("tokenizer.json", "the  sunny\n\nday", new[] { 407, 32, 376, 110, 1367, 10, 10, 853 })]
    [InlineData("tiny_bpe_tokenizer.json", "Hello world, it's 2024!", new[] { 39, 385, 78, 675, 11, 209, 300, 95, 17, 15, 17, 19, 0 })]
    [InlineData("tiny_bpe_tokenizer.json", "the  sunny\n\nday", new[] { 83, 100, 95, 1287, 77, 88, 94, 94, 1385 })]
    public void Encode_SmallTokenizers_GiveTheReferenceIds(string file, string text, int[] ids)
    {
        using var folder = new TempFolder();
        File.Copy(Path.Combine(Data("torchtune"), file), folder.File("tokenizer.json"));
        var tokenizer = ModelTokenizer.Load(folder);

        Assert.Equal(ids, tokenizer.Encode(text));
        Assert.Equal(text, tokenizer.Decode(ids));
    }

    private static void CheckConformance(string model, string vectors)
    {
        var tokenizer = ModelTokenizer.Load(Data(model));
        var file = Path.Combine(Data("ggml"), vectors);
        var texts = File.ReadAllText(file + ".inp").Split("\n__ggml_vocab_test__\n");
        var lines = File.ReadAllLines(file + ".out");
        Assert.Equal(46, lines.Length);
        foreach (var (text, line) in texts.Zip(lines))
            Assert.Equal(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse), tokenizer.Encode(text, addSpecialTokens: false));
    }

    private static int CheckRows(ModelTokenizer tokenizer, JsonElement rows)
    {
        foreach (var row in rows.EnumerateArray())
            Assert.Equal(Fixtures.Integers(row.GetProperty("ids")), tokenizer.Encode(row.GetProperty("text").GetString()!, addSpecialTokens: false));
        return rows.GetArrayLength();
    }

    private static string Data(string name)
    {
        var folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "data", "tokenizers", name));
        Skip.IfNot(Directory.Exists(folder), $"There is no folder '{folder}'.");
        return folder;
    }
}
