using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

/// <summary>Ways in which a whole folder is wrong; those of a single file's format are tested beside its reader.</summary>
public sealed class DamagedFolderTests : IDisposable
{
    private readonly TempFolder folder = new();

    public DamagedFolderTests()
    {
        Some.WriteModel(folder);
        Some.WriteTokenizer(folder);
    }

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Load_Whole_Loads() => Load().Dispose();

    [Theory]
    [InlineData("num_attention_heads", 3, "num_attention_heads 3 does not divide by num_key_value_heads 2")]
    [InlineData("num_attention_heads", 0, "\"num_attention_heads\" is 0; it must be at least 1")]
    [InlineData("num_attention_heads", -4, "\"num_attention_heads\" is -4; it must be at least 1")]
    [InlineData("num_key_value_heads", 0, "\"num_key_value_heads\" is 0; it must be at least 1")]
    [InlineData("head_dim", 5, "the head size 5 is odd")]
    [InlineData("vocab_size", 2000, "model.embed_tokens.weight is (61, 20), not (2000, 20)")]
    [InlineData("hidden_size", 24, "tensors are of another shape than config.json says: model.embed_tokens.weight is (61, 20), not (61, 24)")]
    [InlineData("num_hidden_layers", 4, "9 tensors are missing: model.layers.3.input_layernorm.weight")]
    [InlineData("num_hidden_layers", 2, "9 tensors are not part of this architecture: model.layers.2.")]
    [InlineData("num_hidden_layers", 2_000_000_000, "\"num_hidden_layers\" is 2000000000; it must be from 1 to 10000")]
    [InlineData("hidden_size", null, "\"hidden_size\" is missing")]
    [InlineData("hidden_size", "wide", "\"hidden_size\" is \"wide\"; a whole number was expected")]
    [InlineData("hidden_size", 1e300, "\"hidden_size\" is 1E+300; a whole number was expected")]
    public void Load_ConfigContradictsTheWeights_Says(string key, object? value, string message)
    {
        Change(key, value is null ? null : JsonValue.Create(value));
        Refused<CheckpointFormatException>(message);
    }

    [Fact]
    public void Load_ConfigOfAHundredMegabytes_IsRefusedBeforeItIsRead()
    {
        using (var file = File.OpenWrite(folder.File("config.json")))
            file.SetLength(100_000_000);
        Refused<CheckpointFormatException>("the file has 100000000 bytes; settings have at most 33554432. It is not a file of settings.");
    }

    [Fact]
    public void Load_ConfigNestedAThousandDeep_IsRefused()
    {
        File.WriteAllText(folder.File("config.json"), string.Concat(Enumerable.Repeat("{\"a\":", 1000)) + "1" + new string('}', 1000));
        Refused<CheckpointFormatException>("not valid JSON: The maximum configured depth of 32 has been exceeded");
    }

    [Fact]
    public void Load_ConfigThatRefersToItself_IsNotFollowed()
    {
        Change("rope_scaling", JsonNode.Parse("""{"$ref":"#/rope_scaling"}"""));
        Load().Dispose();
        Change("rope_scaling", JsonNode.Parse("""{"rope_type":"$ref:config.json"}"""));
        Refused<UnsupportedModelException>("rope type '$ref:config.json' is not supported");
    }

    [Theory]
    [InlineData("", "config.json:1: not valid JSON")]
    [InlineData("[]", "a JSON object was expected, but it holds a list")]
    [InlineData("3", "a JSON object was expected, but it holds a number")]
    [InlineData("{\"model_type\":", "config.json:1: not valid JSON")]
    public void Load_ConfigDamaged_Says(string content, string message)
    {
        File.WriteAllText(folder.File("config.json"), content);
        Refused<CheckpointFormatException>(message);
    }

    [Fact]
    public void Load_FolderInsteadOfConfig_Says()
    {
        File.Delete(folder.File("config.json"));
        Directory.CreateDirectory(folder.File("config.json"));
        Refused<CheckpointFormatException>("config.json' is a folder; a file was expected.");
    }

    [Fact]
    public void Load_FolderInsteadOfWeights_Says()
    {
        File.Delete(folder.File("model.safetensors"));
        Directory.CreateDirectory(folder.File("model.safetensors"));
        Refused<CheckpointFormatException>("model.safetensors' is a folder; a file of weights was expected.");
    }

    [Theory]
    [InlineData("model.safetensors", "the file has 0 bytes; a safetensors file begins with 8 bytes")]
    [InlineData("config.json", "config.json:1: not valid JSON")]
    public void Load_FileEmpty_Says(string name, string message)
    {
        File.WriteAllBytes(folder.File(name), []);
        Refused<CheckpointFormatException>(message);
    }

    [Fact]
    public void Load_TokenizerEmpty_Says()
    {
        File.WriteAllBytes(folder.File("tokenizer.json"), []);
        Refused<TokenizerFormatException>("tokenizer.json:1: the file is not valid JSON");
    }

    [Fact]
    public void Load_TokenizerMissing_SaysWhatWasLookedFor()
    {
        File.Delete(folder.File("tokenizer.json"));
        Refused<FileNotFoundException>("has no tokenizer");
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("model.safetensors")]
    [InlineData("tokenizer.json")]
    public void Load_LinkThatLeadsToItself_NamesTheFile(string name)
    {
        File.Delete(folder.File(name));
        File.CreateSymbolicLink(folder.File(name), folder.File(name));
        var error = Assert.ThrowsAny<IOException>(() => Load());
        Assert.Contains(name, error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public void Load_NoPermission_NamesTheFile()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has no file modes.");
        Skip.If(Environment.UserName == "root", "root may read everything.");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder.File("model.safetensors"), UnixFileMode.None);
        Assert.Contains("model.safetensors", Assert.Throws<UnauthorizedAccessException>(() => Load()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Load_WeightNotFinite_NamesTensorAndFile(float value)
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        weights["model.layers.1.mlp.up_proj.weight"][3, 4] = value;
        SafetensorsWriter.Write(folder.File("model.safetensors"), weights);
        Refused<CheckpointFormatException>("model.safetensors: tensor 'model.layers.1.mlp.up_proj.weight' holds NaN or an infinity");
    }

    [Fact]
    public void Load_ManyTensorsOfAnotherModel_NamesTen()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        foreach (int number in Enumerable.Range(0, 12))
            weights[$"extra.{number:D2}"] = ones(1);
        SafetensorsWriter.Write(folder.File("model.safetensors"), weights);
        Refused<CheckpointFormatException>("12 tensors are not part of this architecture: extra.00, extra.01, extra.02, extra.03, extra.04, extra.05, extra.06, extra.07, extra.08, extra.09, ....");
    }

    [Fact]
    public void Load_TokenizerWithMoreTokens_NamesBothNumbers()
    {
        Some.WriteTokenizer(folder, Some.Vocabulary + 1);
        Refused<CheckpointFormatException>("the tokenizer has 62 tokens but config.json has vocab_size 61. They belong to different models.");
    }

    [Fact]
    public void Load_TokenizerWithFewerTokens_LoadsAsPadded()
    {
        Some.WriteTokenizer(folder, Some.Vocabulary - 5);
        using var model = Load();
        Assert.Equal((56, 61), (model.Tokenizer.VocabularySize, model.Config.VocabularySize));
    }

    [Fact]
    public void Load_IndexOutsideTheFolder_IsRefused()
    {
        File.Delete(folder.File("model.safetensors"));
        File.WriteAllText(folder.File("model.safetensors.index.json"), """{"weight_map":{"model.norm.weight":"../../etc/passwd"}}""");
        Refused<CheckpointFormatException>("'../../etc/passwd' is not a file name. Shards lie in the folder of their index.");
    }

    [Fact]
    public void Load_TypeOfWeightsNotNumbers_IsRefused()
    {
        using var scope = NewDisposeScope();
        var weights = Some.Weights(Some.Config);
        weights["model.norm.weight"] = ones(20, dtype: ScalarType.Int64);
        SafetensorsWriter.Write(folder.File("model.safetensors"), weights);
        Refused<CheckpointFormatException>("1 tensor is not of a floating-point type: model.norm.weight is Int64.");
    }

    [Fact]
    public void Load_NoFolder_Says()
    {
        Fails.Saying<FileNotFoundException>("config.json' was not found", () => LanguageModel.Load(folder.File("none")));
        Fails.Saying<FileNotFoundException>("none.gguf", () => LanguageModel.Load(folder.File("none.gguf")));
    }

    private LanguageModel Load() => LanguageModel.Load(folder, new LanguageModelOptions { Device = "cpu" });

    private void Refused<T>(string message)
        where T : Exception => Fails.Saying<T>(message, () => Load());

    private void Change(string key, JsonNode? value)
    {
        var config = JsonNode.Parse(File.ReadAllText(folder.File("config.json")))!.AsObject();
        config[key] = value;
        File.WriteAllText(folder.File("config.json"), config.ToJsonString());
    }
}
