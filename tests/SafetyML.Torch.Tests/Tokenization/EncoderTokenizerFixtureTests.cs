using System.Text.Json;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>Tokenizers of encoders against the ids and token types that transformers gives, from each of the files that a folder may have.</summary>
public sealed class EncoderTokenizerFixtureTests
{
    public static TheoryData<string> Encoders => Fixtures.Names("encoders");

    [SkippableTheory]
    [MemberData(nameof(Encoders))]
    public void EncodePair_FixtureFolder_GivesTheReferenceIdsAndTypes(string name)
    {
        var folder = Fixtures.Folder("encoders", name);

        Check(ModelTokenizer.Load(folder), Fixtures.Json(folder, "reference.json"));
    }

    // The library makes the same tokenizer of these files as of tokenizer.json; not so of spm.model.
    [SkippableTheory]
    [MemberData(nameof(Encoders))]
    public void EncodePair_FolderWithoutTokenizerJson_GivesTheSameIds(string name)
    {
        var folder = Fixtures.Folder("encoders", name);
        Skip.If(File.Exists(Path.Combine(folder, "spm.model")), "spm.model has its own reference.");
        using var copy = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(folder).Where(path => Path.GetFileName(path) is not ("tokenizer.json" or "model.safetensors")))
            File.Copy(file, copy.File(Path.GetFileName(file)));

        Check(ModelTokenizer.Load(copy), Fixtures.Json(folder, "reference.json"));
    }

    [SkippableTheory]
    [MemberData(nameof(Encoders))]
    public void Encode_SentencePieceModelAlone_GivesTheReferenceIds(string name)
    {
        var folder = Fixtures.Folder("encoders", name);
        var model = Path.Combine(folder, "spm.model");
        Skip.IfNot(File.Exists(model), "The folder has no spm.model.");
        using var copy = new TempFolder();
        File.Copy(model, copy.File("spm.model"));
        var tokenizer = ModelTokenizer.Load(copy);

        foreach (var row in Fixtures.Json(folder, "reference-spm.json").GetProperty("rows").EnumerateArray())
        {
            var text = row.GetProperty("text").GetString()!;
            Assert.Equal(Fixtures.Integers(row.GetProperty("ids")), tokenizer.Encode(text, addSpecialTokens: false));
            Assert.Equal([tokenizer.IdOf("[CLS]")!.Value, .. tokenizer.Encode(text, addSpecialTokens: false), tokenizer.IdOf("[SEP]")!.Value], tokenizer.Encode(text));
        }
    }

    [SkippableFact]
    public void EncodePair_AllMiniLm_GivesTheReferenceIds()
    {
        var folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "models", "all-minilm-l6-v2"));
        Skip.IfNot(Directory.Exists(folder), $"There is no folder '{folder}'.");

        Check(ModelTokenizer.Load(folder), Fixtures.Json(folder, "reference.json"));
    }

    private static void Check(ModelTokenizer tokenizer, JsonElement reference)
    {
        var most = reference.GetProperty("max_length").GetInt32();
        Assert.NotEqual(0, reference.GetProperty("rows").GetArrayLength());
        foreach (var row in reference.GetProperty("rows").EnumerateArray())
        {
            var second = row.TryGetProperty("pair", out var pair) ? pair.GetString() : null;
            var encoded = tokenizer.EncodePair(row.GetProperty("text").GetString()!, second, most);
            Assert.Equal(Fixtures.Integers(row.GetProperty("input_ids")), encoded.Ids);
            if (row.TryGetProperty("token_type_ids", out var types) && types.ValueKind == JsonValueKind.Array)
                Assert.Equal(Fixtures.Integers(types), encoded.TypeIds);
            Assert.Equal(encoded.Ids.Count, encoded.TypeIds.Count);
        }
    }
}
