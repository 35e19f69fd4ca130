using SafetyML.Torch.Chat;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

/// <summary>A real GGUF file (Q4_1, Q8_0 and F32) against the folder that its unpacking script makes and against the reference numbers.</summary>
public class SmolLm2GgufTests
{
    private const double Tolerance = 2e-3;

    [SkippableFact]
    public void Read_EveryTensor_IsTheUnpackedOneBitForBit()
    {
        using var gguf = Checkpoint.Open(File());
        using var folder = Checkpoint.Open(Fixtures.SmolLm2());
        Assert.Equal(folder.Names.Order(), gguf.Names.Order());
        foreach (string name in folder.Names)
        {
            using var scope = NewDisposeScope();
            Tensor expected = folder.Read(name), actual = gguf.Read(name, ScalarType.BFloat16);
            Assert.Equal(expected.shape, actual.shape);
            Assert.True(expected.bytes.SequenceEqual(actual.bytes), name);
        }
    }

    [SkippableFact]
    public void Config_OfTheFile_IsTheUnpackedOne()
    {
        ModelConfig expected = ModelConfig.Load(Fixtures.SmolLm2()), actual = ModelConfig.Load(File());
        Assert.Equal(expected with { EndOfTextIds = [], Windows = [], ScalarType = null }, actual with { EndOfTextIds = [], Windows = [], ScalarType = null });
        Assert.Equal(expected.EndOfTextIds, actual.EndOfTextIds);
    }

    [SkippableFact]
    public void Tokenizer_OfTheFile_GivesTheUnpackedIdsAndTexts()
    {
        ModelTokenizer expected = ModelTokenizer.Load(Fixtures.SmolLm2()), actual = ModelTokenizer.Load(File());
        Assert.Equal((expected.BeginId, expected.EndId, expected.PadId, expected.VocabularySize), (actual.BeginId, actual.EndId, actual.PadId, actual.VocabularySize));
        string[] texts = [.. Texts(), "<|im_start|>user\nHello 1234 wörld 🦙<|im_end|>\n", "", "   two  spaces\t\n\n"];
        foreach (string text in texts)
        {
            int[] ids = expected.Encode(text);
            Assert.Equal(ids, actual.Encode(text));
            Assert.Equal(expected.Decode(ids, skipSpecialTokens: false), actual.Decode(ids, skipSpecialTokens: false));
        }
        Assert.All(Enumerable.Range(0, expected.VocabularySize), id => Assert.Equal(expected.TokenOf(id), actual.TokenOf(id)));
    }

    [SkippableFact]
    public void ChatTemplate_OfTheFile_IsTheUnpackedOne()
    {
        using var file = GgufFile.Open(File());
        Assert.Equal(Fixtures.Json(Fixtures.SmolLm2(), "tokenizer_config.json").GetProperty("chat_template").GetString(), file.Metadata.Text(GgufMetadata.ChatTemplate));
        ChatMessage[] messages = [new(ChatMessage.User, "Hello")];
        Assert.Equal(ChatTemplate.Load(Fixtures.SmolLm2()).Format(messages, true), ChatTemplate.Load(File()).Format(messages, true));
    }

    [SkippableFact]
    public void LogProbabilities_RealRows_AsReference()
    {
        using var scope = NewDisposeScope();
        var reference = Fixtures.Json(Fixtures.SmolLm2Reference(), "reference.json");
        using var model = LanguageModel.Load(File(), new LanguageModelOptions { ScalarType = ScalarType.Float32, Device = "cpu" });
        foreach (var row in reference.GetProperty("logits").EnumerateArray())
        {
            int[] ids = Fixtures.Integers(row.GetProperty("input_ids"));
            using var guard = no_grad();
            var next = Some.Logits(model.Network, ids)[..^1].log_softmax(-1).gather(1, Some.Tokens(ids[1..]).unsqueeze(1)).squeeze(1);
            double[] expected = [.. row.GetProperty("log_probability_of_each_next_token").EnumerateArray().Select(value => value.GetDouble())];
            Near.Check(tensor(expected), next, Tolerance);
        }
    }

    [SkippableFact]
    public void Save_LoadedFromTheFile_IsAHuggingFaceFolderWithEqualLogits()
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var folder = new TempFolder();
        string saved = folder.File("saved");
        using var model = LanguageModel.Load(File(), new LanguageModelOptions { Device = "cpu" });
        model.Save(saved);
        using var again = LanguageModel.Load(saved, new LanguageModelOptions { Device = "cpu" });
        int[] ids = model.Tokenizer.Encode("The capital of France is 1234 <|im_end|>");
        Assert.Equal(ids, again.Tokenizer.Encode("The capital of France is 1234 <|im_end|>"));
        Near.Same(Some.Logits(model.Network, ids), Some.Logits(again.Network, ids));
        Assert.Equal(model.Tokenizer.EndId, again.Tokenizer.EndId);
        Assert.True(System.IO.File.Exists(Path.Combine(saved, "generation_config.json")));
    }

    [SkippableFact]
    public void Load_FolderThatHoldsTheFileAlone_IsTheFile()
    {
        using var folder = new TempFolder();
        System.IO.File.CreateSymbolicLink(folder.File("model.gguf"), File());
        Assert.Equal(ModelConfig.Load(File()).HiddenSize, ModelConfig.Load(folder).HiddenSize);
        Assert.Equal(49152, ModelTokenizer.Load(folder).VocabularySize);
    }

    private static IEnumerable<string> Texts() => Fixtures.Json(Fixtures.SmolLm2Reference(), "reference.json").GetProperty("tokenizer").EnumerateArray()
        .Select(item => item.GetProperty("text").GetString()!);

    private static string File()
    {
        string file = Path.GetFullPath(Path.Combine(Fixtures.SmolLm2Reference(), "..", "smollm2-135m-instruct-q4_1.gguf"));
        Skip.IfNot(System.IO.File.Exists(file), $"There is no file '{file}'.");
        return file;
    }
}
