using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class ModelConfigTests
{
    private const string Sizes = "\"vocab_size\":320,\"hidden_size\":32,\"intermediate_size\":88,\"num_hidden_layers\":2,\"num_attention_heads\":4";

    [Fact]
    public void Load_FirstConversions_TakesDefaults()
    {
        var config = Load($$"""
            {"architectures":["LLaMAForCausalLM"],{{Sizes}},"max_sequence_length":128,"torch_dtype":"float16","bos_token_id":1,"eos_token_id":2}
            """);
        Assert.Equal(("llama", 4, 8, 128), (config.ModelType, config.KeyValueHeadCount, config.HeadSize, config.MaxPositions));
        Assert.Equal((RopeScaling.None, 10_000d, 1e-6), (config.Rope.Scaling, config.Rope.Theta, config.NormEpsilon));
        Assert.Equal((ScalarType.Float16, 1, false), (config.ScalarType, config.BeginOfTextId, config.TiesEmbeddings));
        Assert.Equal([2], config.EndOfTextIds);
    }

    [Theory]
    [InlineData("""  "rope_theta":500000.0,"rope_scaling":{"type":"linear","factor":4.0}  """)]
    [InlineData("""  "rope_parameters":{"rope_type":"linear","rope_theta":500000.0,"factor":4.0}  """)]
    [InlineData("""  "rope_theta":500000,"rope_scaling":{"rope_type":"linear","factor":4}  """)]
    public void Load_RopeKeysOfAnyVersion_AreTheSame(string rope)
    {
        var config = Load($$"""{"model_type":"llama",{{Sizes}},{{rope}}}""");
        Assert.Equal((RopeScaling.Linear, 500_000d, 4d), (config.Rope.Scaling, config.Rope.Theta, config.Rope.Factor));
    }

    [Fact]
    public void Load_EndOfTextInGenerationConfig_Wins()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("config.json"), $$"""{"model_type":"llama",{{Sizes}},"eos_token_id":7}""");
        File.WriteAllText(folder.File("generation_config.json"), """{"eos_token_id":[7,9]}""");
        Assert.Equal([7, 9], ModelConfig.Load(folder).EndOfTextIds);
    }

    [Theory]
    [InlineData("llama", 2_000_000_000)]
    [InlineData("mistral", 2_000_000_000)]
    [InlineData("mistral", -1)]
    public void Load_ImpossibleNumberOfLayers_IsRefusedBeforeAnyAreMade(string family, int layers)
    {
        string sizes = Sizes.Replace("\"num_hidden_layers\":2", $"\"num_hidden_layers\":{layers}", StringComparison.Ordinal);
        Fails.Saying<CheckpointFormatException>(
            $"\"num_hidden_layers\" is {layers}; it must be from 1 to 10000.",
            () => Load($$"""{"model_type":"{{family}}",{{sizes}},"sliding_window":8}"""));
    }

    [Fact]
    public void Load_EmptyListOfBeginTokens_IsNoBeginToken() =>
        Assert.Null(Load($$"""{"model_type":"llama",{{Sizes}},"bos_token_id":[]}""").BeginOfTextId);

    [Fact]
    public void Load_Qwen2_HasBiasButNotOnTheOutput()
    {
        var config = Load($$"""{"model_type":"qwen2",{{Sizes}},"sliding_window":5,"use_sliding_window":true,"max_window_layers":1}""");
        Assert.Equal((true, false, false), (config.QueryKeyValueBias, config.AttentionOutputBias, config.FeedForwardBias));
        Assert.Equal([null, 5], config.Windows);
    }

    [Theory]
    [InlineData("""{"model_type":"mistral",SIZES,"sliding_window":12}""", 12)]
    [InlineData("""{"model_type":"mistral",SIZES,"sliding_window":null}""", null)]
    [InlineData("""{"model_type":"qwen2",SIZES,"sliding_window":12,"use_sliding_window":false}""", null)]
    [InlineData("""{"model_type":"llama",SIZES,"sliding_window":12}""", null)]
    public void Load_SlidingWindow_AsTheFamilyUsesIt(string json, int? window) =>
        Assert.Equal(window, Load(json.Replace("SIZES", Sizes, StringComparison.Ordinal)).WindowOf(1));

    [Fact]
    public void Load_ByteOrderMark_IsRead() => Assert.Equal("llama", Load($$"""{{'\uFEFF'}}{"model_type":"llama",{{Sizes}}}""").ModelType);

    [Theory]
    [InlineData(
        """{"model_type":"gpt2","architectures":["GPT2LMHeadModel"],SIZES}""",
        "architecture 'gpt2', 'GPT2LMHeadModel' is not supported. Supported model types: llama, mistral, qwen2, falcon.")]
    [InlineData("""{SIZES}""", "architecture (none) is not supported")]
    [InlineData("""{"model_type":"llama",SIZES,"hidden_act":"gelu"}""", "hidden_act 'gelu' is not supported. Supported: silu.")]
    [InlineData("""{"model_type":"llama",SIZES,"quantization_config":{"quant_method":"gptq"}}""", "quantization_config (gptq) is not supported")]
    [InlineData(
        """{"model_type":"llama",SIZES,"rope_scaling":{"type":"longrope"}}""",
        "rope type 'longrope' is not supported. Supported: default, linear, dynamic, llama3, yarn.")]
    public void Load_NotSupported_SaysWhatIs(string json, string message) =>
        Fails.Saying<UnsupportedModelException>(message, () => Load(json.Replace("SIZES", Sizes, StringComparison.Ordinal)));

    [Theory]
    [InlineData("""{"model_type":"llama","vocab_size":"many"}""", "config.json: \"num_attention_heads\" is missing.")]
    [InlineData("""{"model_type":"llama",SIZES,"num_key_value_heads":3}""", "num_attention_heads 4 does not divide by num_key_value_heads 3")]
    [InlineData("""{"model_type":"llama",SIZES,"num_key_value_heads":"2"}""", "\"num_key_value_heads\" is \"2\"; a whole number was expected.")]
    [InlineData("""{"model_type":"llama",SIZES,"num_key_value_heads":0}""", "\"num_key_value_heads\" is 0; it must be at least 1.")]
    [InlineData("""{"model_type":"llama",SIZES,"head_dim":7}""", "the head size 7 is odd")]
    [InlineData("""{"model_type":"llama",SIZES,"eos_token_id":"</s>"}""", "\"eos_token_id\" is \"</s>\"; a whole number or a list of them was expected.")]
    [InlineData("""{"model_type":"llama",SIZES,"rope_scaling":{"type":"linear","factor":0.5}}""", "factor 0.5 must be at least 1")]
    [InlineData("""{"model_type":"llama",SIZES,"rope_theta":1e999}""", "\"rope_theta\" is 1e999; a number was expected.")]
    [InlineData("""{"model_type":"llama",SIZES,"torch_dtype":"\ud800"}""", "config.json: the text at byte ")]
    [InlineData("""{"model_type":"llama",SIZES,"\udc00":1}""", "holds half of a surrogate pair.")]
    [InlineData("""[1]""", "a JSON object was expected, but it holds a list.")]
    [InlineData("{\n\"model_type\": oops}", "config.json:2: not valid JSON")]
    public void Load_Wrong_NamesFileAndKey(string json, string message) =>
        Fails.Saying<CheckpointFormatException>(message, () => Load(json.Replace("SIZES", Sizes, StringComparison.Ordinal)));

    [Fact]
    public void Load_NotUtf8_NamesTheFile()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("config.json"), System.Text.Encoding.Latin1.GetBytes("""{"model_type":"llamä"}"""));
        Fails.Saying<CheckpointFormatException>("config.json: the file is not UTF-8.", () => ModelConfig.Load(folder));
    }

    [Fact]
    public void Load_HiddenSizeDoesNotDivide_Says()
    {
        string json = $$"""{"model_type":"llama",{{Sizes.Replace("\"hidden_size\":32", "\"hidden_size\":30", StringComparison.Ordinal)}}}""";
        Fails.Saying<CheckpointFormatException>("hidden_size 30 does not divide into num_attention_heads 4", () => Load(json));
    }

    [Fact]
    public void Load_NoConfig_Says()
    {
        using var folder = new TempFolder();
        Fails.Saying<FileNotFoundException>("config.json' was not found", () => ModelConfig.Load(folder));
    }

    private static ModelConfig Load(string json)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("config.json"), json);
        return ModelConfig.Load(folder);
    }
}
