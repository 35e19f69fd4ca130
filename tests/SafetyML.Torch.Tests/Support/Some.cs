using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Support;

/// <summary>Small values that tests share: a tiny model with random weights, its folder, token ids.</summary>
internal static class Some
{
    public const int Vocabulary = 61;

    /// <summary>Three layers, four query heads of width 6 over two key heads: no size equals another by chance.</summary>
    public static ModelConfig Config { get; } = new()
    {
        ModelType = "llama",
        VocabularySize = Vocabulary,
        HiddenSize = 20,
        IntermediateSize = 28,
        LayerCount = 3,
        HeadCount = 4,
        KeyValueHeadCount = 2,
        HeadSize = 6,
        MaxPositions = 64,
        BeginOfTextId = 1,
        EndOfTextIds = [2],
        ScalarType = ScalarType.Float32,
    };

    /// <summary>A network with random weights.</summary>
    public static CausalModel Model(ModelConfig? config = null, ScalarType type = ScalarType.Float32, int seed = 1)
    {
        using var folder = new TempFolder();
        WriteModel(folder, config, seed: seed);
        using var checkpoint = Checkpoint.Open(folder);
        return CausalModel.Load(checkpoint, config ?? Config, type);
    }

    /// <summary>Writes <c>config.json</c> and <c>model.safetensors</c> with random weights.</summary>
    public static void WriteModel(string folder, ModelConfig? config = null, ScalarType type = ScalarType.Float32, int seed = 1)
    {
        config ??= Config;
        using var scope = NewDisposeScope();
        WriteConfig(folder, config);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), Weights(config, type, seed));
    }

    /// <summary>Writes a <c>tokenizer.json</c> of single letters: 0 unknown, 1 begin, 2 end, then A, B, C and so on.</summary>
    public static void WriteTokenizer(string folder, int size = Vocabulary)
    {
        var vocabulary = new JsonObject { ["<unk>"] = 0, ["<s>"] = 1, ["</s>"] = 2 };
        for (int id = 3; id < size; id++)
            vocabulary[((char)('A' + id - 3)).ToString()] = id;
        var model = new JsonObject { ["type"] = "BPE", ["unk_token"] = "<unk>", ["vocab"] = vocabulary, ["merges"] = new JsonArray() };
        AtomicFile.WriteAllText(Path.Combine(folder, "tokenizer.json"), new JsonObject { ["model"] = model }.ToJsonString());
        AtomicFile.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), """{"bos_token":"<s>","eos_token":"</s>"}""");
    }

    /// <summary>Random weights under the checkpoint's names; norms lie near one.</summary>
    public static Dictionary<string, Tensor> Weights(ModelConfig config, ScalarType type = ScalarType.Float32, int seed = 1)
    {
        using var generator = new Generator((ulong)seed);
        Tensor Draw(long[] shape) => shape.Length == 1
            ? 1 + (0.1 * randn(shape, generator: generator))
            : randn(shape, generator: generator) / Math.Sqrt(shape[1]);
        return CausalLayout.Tensors(config).ToDictionary(item => item.Name, item => Draw(item.Shape).to(type));
    }

    /// <summary>Token ids of the given length, none of them special.</summary>
    public static int[] Ids(int length, int seed = 1)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, length).Select(_ => random.Next(3, Vocabulary))];
    }

    /// <summary>A tensor (N) of token ids.</summary>
    public static Tensor Tokens(params int[] ids) => tensor(ids.Select(id => (long)id).ToArray());

    /// <summary>The logits (N, vocabulary) of one sequence on its own.</summary>
    public static Tensor Logits(CausalModel model, params int[] ids)
    {
        using var scope = NewDisposeScope();
        using var attention = new PackedAttention(model.Config, [ids.Length]);
        return model.Logits(model.call(Tokens(ids), attention.Positions(), attention)).to(ScalarType.Float32).MoveToOuterDisposeScope();
    }

    private static void WriteConfig(string folder, ModelConfig config)
    {
        var json = new JsonObject
        {
            ["architectures"] = new JsonArray("LlamaForCausalLM"),
            ["model_type"] = config.ModelType,
            ["vocab_size"] = config.VocabularySize,
            ["hidden_size"] = config.HiddenSize,
            ["intermediate_size"] = config.IntermediateSize,
            ["num_hidden_layers"] = config.LayerCount,
            ["num_attention_heads"] = config.HeadCount,
            ["num_key_value_heads"] = config.KeyValueHeadCount,
            ["head_dim"] = config.HeadSize,
            ["max_position_embeddings"] = config.MaxPositions,
            ["tie_word_embeddings"] = config.TiesEmbeddings,
            ["rms_norm_eps"] = config.NormEpsilon,
            ["rope_theta"] = config.Rope.Theta,
            ["attention_bias"] = config.QueryKeyValueBias,
            ["mlp_bias"] = config.FeedForwardBias,
            ["bos_token_id"] = config.BeginOfTextId,
            ["eos_token_id"] = config.EndOfTextIds.Count > 0 ? config.EndOfTextIds[0] : null,
            ["torch_dtype"] = "float32",
        };
        AtomicFile.WriteAllText(Path.Combine(folder, "config.json"), json.ToJsonString());
    }
}
