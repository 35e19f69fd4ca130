using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Checkpoints.Gguf;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models.Gguf;

public class GgufModelTests
{
    [Theory]
    [InlineData("llama", false)]
    [InlineData("llama", true)]
    [InlineData("qwen2", false)]
    public void Load_File_LogitsAsTheFolder(string family, bool ties)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var folder = new TempFolder();
        var config = Some.Config with { ModelType = family, QueryKeyValueBias = family == "qwen2", TiesEmbeddings = ties };
        Directory.CreateDirectory(folder.File("hf"));
        Some.WriteModel(folder.File("hf"), config);
        File.WriteAllBytes(folder.File("model.gguf"), Model(config).ToArray());
        using var expected = ReferenceModel.Load(folder.File("hf"));
        using var actual = LanguageModel.Load(folder.File("model.gguf"), new LanguageModelOptions { Device = "cpu" });
        Near.Same(Some.Logits(expected, Some.Ids(17)), Some.Logits(actual.Network, Some.Ids(17)));
        Assert.Equal([2], actual.Config.EndOfTextIds);
        Assert.Equal(1, actual.Config.BeginOfTextId);
    }

    [Fact]
    public void Load_ExtensionInCapitals_IsGguf()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("MODEL.GGUF"), Metadata("llama").Tensor("token_embd.weight", [20, 61], 0, new byte[20 * 61 * 4]).ToArray());
        Assert.Equal("llama", ModelConfig.Load(folder.File("MODEL.GGUF")).ModelType);
        Assert.Equal("llama", ModelConfig.Load(folder).ModelType);
    }

    [Fact]
    public void Load_RopeDivisors_AreLlama3Scaling()
    {
        var rope = new RopeOptions { Theta = 500_000, Scaling = RopeScaling.Llama3, Factor = 8, OriginalMaxPositions = 8192, LowFrequencyFactor = 1, HighFrequencyFactor = 4 };
        float[] plain = RopeFrequencies.Inverse(rope with { Scaling = RopeScaling.None }, 128), scaled = RopeFrequencies.Inverse(rope, 128);
        byte[] divisors = [.. plain.Zip(scaled, (first, second) => first / second).SelectMany(BitConverter.GetBytes)];
        var config = Config(Metadata("llama", head: 128).With("llama.rope.freq_base", 500_000f).Tensor("rope_freqs.weight", [64], 0, divisors));
        Assert.Equal(rope, config.Rope);
    }

    [Fact]
    public void Load_RopeDivisorsOfAnotherKind_AreRefused() => Unsupported("the divisors in 'rope_freqs.weight' (largest 5) are not those of LLaMA 3's rope scaling",
        Metadata("llama").Tensor("rope_freqs.weight", [3], 0, [.. new[] { 1f, 5f, 2f }.SelectMany(BitConverter.GetBytes)]));

    [Fact]
    public void Load_LinearScaling_IsRead()
    {
        var rope = Config(Metadata("llama").With("llama.rope.scaling.type", "linear").With("llama.rope.scaling.factor", 4f)).Rope;
        Assert.Equal((RopeScaling.Linear, 4), (rope.Scaling, rope.Factor));
    }

    [Fact]
    public void Load_YarnScaling_IsReadWithItsFactors()
    {
        static GgufBytes Yarn() => Metadata("qwen2").With("qwen2.rope.scaling.type", "yarn").With("qwen2.rope.scaling.factor", 4f)
            .With("qwen2.rope.scaling.original_context_length", 32);
        var plain = Config(Yarn()).Rope;
        Assert.Equal((RopeScaling.Yarn, 4, 32, 32, 1, null), (plain.Scaling, plain.Factor, plain.OriginalMaxPositions, plain.BetaFast, plain.BetaSlow, plain.AttentionFactor));
        var rope = Config(Yarn().With("qwen2.rope.scaling.yarn_beta_fast", 16f).With("qwen2.rope.scaling.yarn_beta_slow", 2f).With("qwen2.rope.scaling.attn_factor", 0.5f)
            .With("qwen2.rope.scaling.yarn_log_multiplier", 0f)).Rope;
        Assert.Equal((16, 2), (rope.BetaFast, rope.BetaSlow));
        Assert.Equal(0.5 * ((0.1 * Math.Log(4)) + 1), rope.AttentionFactor!.Value, 1e-12);
    }

    [Theory]
    [InlineData("yarn", "yarn_log_multiplier", 0.1f, 0)]
    [InlineData("yarn", "yarn_ext_factor", 0.5f, 1)]
    [InlineData("yarn", "yarn_attn_factor", 2f, 1)]
    [InlineData("linear", "attn_factor", 2f, 1)]
    public void Load_RopeFactorWithoutSetting_IsNamed(string type, string key, float value, int allowed) => Unsupported(
        $"'llama.rope.scaling.{key}' is {value} with rope scaling '{type}', which is not supported. Supported: {allowed}.",
        Metadata("llama").With("llama.rope.scaling.type", type).With("llama.rope.scaling.factor", 4f).With($"llama.rope.scaling.{key}", value));

    [Fact]
    public void Load_NotSupported_NamesWhatIs()
    {
        Unsupported("GGUF architecture 'gemma' is not supported. Supported: llama, qwen2.", Metadata("gemma"));
        Unsupported("8 experts are not supported", Metadata("llama").With("llama.expert_count", 8));
        Unsupported("rope scaling 'longrope' is not supported", Metadata("llama").With("llama.rope.scaling.type", "longrope"));
        Unsupported("rotary positions over 3 of 6 dimensions are not supported", Metadata("llama").With("llama.rope.dimension_count", 3));
        Unsupported("values of width 5 beside keys of width 6 are not supported", Metadata("llama").With("llama.attention.value_length", 5));
    }

    [Theory]
    [InlineData("llama.rope.freq_base", float.NaN, "is NaN; a finite number was expected.")]
    [InlineData("llama.rope.scaling.factor", float.PositiveInfinity, "is Infinity; a finite number was expected.")]
    public void Load_NumberNotFinite_NamesTheKey(string key, float value, string message) =>
        Fails.Saying<SafetyML.Torch.Checkpoints.CheckpointFormatException>($"metadata '{key}' {message}", () => Config(Metadata("llama").With(key, value)));

    [Fact]
    public void Load_NoTensors_NamesTheMissing()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("model.gguf"), Metadata("llama").Tensor("token_embd.weight", [20, 61], 0, new byte[20 * 61 * 4]).ToArray());
        Fails.Saying<SafetyML.Torch.Checkpoints.CheckpointFormatException>("tensors are missing: model.layers.0.input_layernorm.weight",
            () => LanguageModel.Load(folder.File("model.gguf"), new LanguageModelOptions { Device = "cpu" }));
    }

    private static GgufBytes Metadata(string family, int head = 6) => new GgufBytes().With("general.architecture", family)
        .With($"{family}.embedding_length", 20).With($"{family}.feed_forward_length", 28).With($"{family}.block_count", 3).With($"{family}.context_length", 64)
        .With($"{family}.attention.head_count", 4).With($"{family}.attention.head_count_kv", 2).With($"{family}.attention.key_length", head)
        .With($"{family}.attention.layer_norm_rms_epsilon", 1e-6f).With("tokenizer.ggml.bos_token_id", 1).With("tokenizer.ggml.eos_token_id", 2);

    private static GgufBytes Model(ModelConfig config)
    {
        string[] tokens = ["<unk>", "<s>", "</s>", .. Enumerable.Range(3, Some.Vocabulary - 3).Select(id => ((char)('A' + id - 3)).ToString())];
        var file = Metadata(config.ModelType).With("tokenizer.ggml.model", "llama").With("tokenizer.ggml.tokens", tokens).With("tokenizer.ggml.scores", new float[tokens.Length])
            .With("tokenizer.ggml.token_type", [2, 3, 3, .. Enumerable.Repeat(1, tokens.Length - 3)]);
        foreach (var (name, tensor) in Some.Weights(config))
        {
            int heads = config.ModelType != "llama" ? 0 : name.Contains("q_proj") ? config.HeadCount : name.Contains("k_proj") ? config.KeyValueHeadCount : 0;
            // The format interleaves the two halves of each head.
            var stored = heads == 0 ? tensor : tensor.reshape(heads, 2, config.HeadSize / 2, -1).transpose(1, 2).reshape(tensor.shape);
            file.Tensor(Name(name), [.. tensor.shape.Reverse().Select(size => (ulong)size)], 0, stored.contiguous().bytes.ToArray());
        }
        return file;
    }

    private static string Name(string name)
    {
        var names = new (string From, string To)[]
        {
            ("model.embed_tokens", "token_embd"), ("model.norm", "output_norm"), ("lm_head", "output"), ("model.layers", "blk"), ("input_layernorm", "attn_norm"),
            ("post_attention_layernorm", "ffn_norm"), ("self_attn.q_proj", "attn_q"), ("self_attn.k_proj", "attn_k"), ("self_attn.v_proj", "attn_v"),
            ("self_attn.o_proj", "attn_output"), ("mlp.gate_proj", "ffn_gate"), ("mlp.up_proj", "ffn_up"), ("mlp.down_proj", "ffn_down"),
        };
        return names.Aggregate(name, (text, pair) => text.Replace(pair.From, pair.To, StringComparison.Ordinal));
    }

    private static ModelConfig Config(GgufBytes bytes)
    {
        using var folder = new TempFolder();
        bytes.Tensor("token_embd.weight", [20, 61], 0, new byte[20 * 61 * 4]);
        File.WriteAllBytes(folder.File("model.gguf"), bytes.ToArray());
        return ModelConfig.Load(folder.File("model.gguf"));
    }

    private static void Unsupported(string message, GgufBytes bytes) => Fails.Saying<UnsupportedModelException>(message, () => Config(bytes));
}
