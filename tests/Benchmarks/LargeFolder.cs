using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using TorchSharp;

namespace SafetyML.Benchmarks;

/// <summary>A folder of the shape of LLaMA 2 7B in bfloat16: real headers over sparse files, 13.5 GB that take no room on the disk.</summary>
internal static class LargeFolder
{
    private const int Layers = 32, Hidden = 4096, Inner = 11008, Vocabulary = 32000, Shards = 3;

    /// <summary>Makes the folder.</summary>
    public static void Make(string folder)
    {
        Directory.CreateDirectory(folder);
        var config = new JsonObject
        {
            ["model_type"] = "llama",
            ["hidden_size"] = Hidden,
            ["intermediate_size"] = Inner,
            ["num_hidden_layers"] = Layers,
            ["num_attention_heads"] = 32,
            ["vocab_size"] = Vocabulary,
            ["torch_dtype"] = "bfloat16",
        };
        File.WriteAllText(Path.Combine(folder, "config.json"), config.ToJsonString());
        var map = new JsonObject();
        foreach (var (shard, number) in Tensors().Chunk((9 * Layers / Shards) + 1).Select((shard, number) => (shard, number)))
        {
            var name = $"model-{number + 1:D5}-of-{Shards:D5}.safetensors";
            Write(Path.Combine(folder, name), shard);
            foreach (var (tensor, _) in shard)
                map[tensor] = name;
        }
        File.WriteAllText(Path.Combine(folder, "model.safetensors.index.json"), new JsonObject { ["weight_map"] = map }.ToJsonString());
    }

    /// <summary>Opens it, checks nothing but headers, reads one tensor; prints a line for each step.</summary>
    public static void Measure(string folder)
    {
        torch.zeros(1).Dispose(); // the libraries' own memory is not the model's
        var (start, resident) = (Stopwatch.GetTimestamp(), Memory.Resident());
        var config = ModelConfig.Load(folder);
        using var checkpoint = Checkpoint.Open(folder);
        Report($"open {checkpoint.Names.Count} tensors of {checkpoint.Names.Sum(name => checkpoint.Info(name).ByteCount) / 1e9:F1} GB");
        Report($"look at all headers again: {checkpoint.Names.Count(name => checkpoint.Info(name).Shape.Count == 2)} matrices, {config.LayerCount} layers");
        using var tensor = checkpoint.Read("model.layers.17.mlp.up_proj.weight");
        Report($"read one tensor of {checkpoint.Info("model.layers.17.mlp.up_proj.weight").ByteCount / 1e6:F0} MB");

        void Report(string what)
        {
            Console.WriteLine($"7B folder: {what}: {Stopwatch.GetElapsedTime(start).TotalMilliseconds:F0} ms, resident +{(Memory.Resident() - resident) / 1e6:F1} MB");
            (start, resident) = (Stopwatch.GetTimestamp(), Memory.Resident());
        }
    }

    private static IEnumerable<(string Name, long[] Shape)> Tensors()
    {
        yield return ("model.embed_tokens.weight", [Vocabulary, Hidden]);
        for (var layer = 0; layer < Layers; layer++)
        {
            foreach (var name in (string[])["self_attn.q_proj", "self_attn.k_proj", "self_attn.v_proj", "self_attn.o_proj"])
                yield return ($"model.layers.{layer}.{name}.weight", [Hidden, Hidden]);
            foreach (var name in (string[])["mlp.gate_proj", "mlp.up_proj"])
                yield return ($"model.layers.{layer}.{name}.weight", [Inner, Hidden]);
            yield return ($"model.layers.{layer}.mlp.down_proj.weight", [Hidden, Inner]);
            yield return ($"model.layers.{layer}.input_layernorm.weight", [Hidden]);
            yield return ($"model.layers.{layer}.post_attention_layernorm.weight", [Hidden]);
        }
        yield return ("model.norm.weight", [Hidden]);
        yield return ("lm_head.weight", [Vocabulary, Hidden]);
    }

    private static void Write(string path, IEnumerable<(string Name, long[] Shape)> tensors)
    {
        var header = new JsonObject();
        long end = 0;
        foreach (var (name, shape) in tensors)
        {
            var begin = end;
            end += 2 * shape.Aggregate(1L, (product, size) => product * size);
            header[name] = new JsonObject { ["dtype"] = "BF16", ["shape"] = Numbers(shape), ["data_offsets"] = Numbers(begin, end) };
        }
        var json = JsonSerializer.SerializeToUtf8Bytes(header);
        using var file = File.Create(path);
        file.Write(BitConverter.GetBytes((long)json.Length));
        file.Write(json);
        file.SetLength(8 + json.Length + end);
    }

    private static JsonArray Numbers(params long[] values) => new([.. values.Select(value => JsonValue.Create(value))]);
}
