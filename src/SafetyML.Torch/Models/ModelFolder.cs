using System.Text.Json;
using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Models.Gguf;
using SafetyML.Torch.Tokenization.Gguf;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Writes a model as a Hugging Face folder: configuration and tokenizer copied, weights in their present type, all of it or nothing.</summary>
internal static class ModelFolder
{
    /// <summary>The largest shard, as the Hugging Face library writes by default.</summary>
    public const long ShardBytes = 5_000_000_000;

    public static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>What loading allows, saving must read as well.</summary>
    public static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    private static readonly string[] Copied =
    [
        "generation_config.json", "tokenizer.json", "tokenizer.model", "tokenizer_config.json", "special_tokens_map.json", "added_tokens.json",
        "chat_template.jinja", "vocab.json", "merges.txt", "vocab.txt", "spm.model", "sentencepiece.bpe.model",
    ];

    public static void Write(LanguageModel model, string folder, long shardBytes, CancellationToken cancellationToken) => AtomicFolder.Write(folder, temporary =>
    {
        CopyFiles(model, temporary);
        WriteWeights(model.Network, temporary, shardBytes, cancellationToken);
    });

    /// <summary>Copies the files of the tokenizer, those that are there.</summary>
    public static void CopyTokenizer(string source, string target)
    {
        foreach (string name in Copied)
            if (File.Exists(Path.Combine(source, name)))
                File.Copy(Path.Combine(source, name), Path.Combine(target, name));
    }

    /// <summary>Writes the files that a GGUF file's metadata stand for.</summary>
    private static JsonObject WriteGgufFiles(string gguf, string target)
    {
        using var file = GgufFile.Open(gguf);
        foreach (var (name, content) in GgufTokenizer.Files(file.Metadata))
            AtomicFile.Write(Path.Combine(target, name), stream => stream.Write(content));
        AtomicFile.WriteAllText(Path.Combine(target, "generation_config.json"), GgufConfig.Generation(file.Metadata).ToJsonString(Indented));
        return GgufConfig.Config(file);
    }

    /// <summary>Writes the type of the weights into a configuration, under the key that it has.</summary>
    public static void NameType(JsonObject config, ScalarType type) => config[config.ContainsKey("dtype") ? "dtype" : "torch_dtype"] = type switch
    {
        ScalarType.BFloat16 => "bfloat16",
        ScalarType.Float16 => "float16",
        _ => "float32",
    };

    /// <summary>Writes <c>model.safetensors</c>, or shards of at most <paramref name="shardBytes"/> with their index.</summary>
    public static void WriteWeights(nn.Module network, string folder, long shardBytes, CancellationToken cancellationToken)
    {
        var shards = Split(network.named_parameters().Select(item => (item.name, (Tensor)item.parameter)), shardBytes);
        if (shards.Count == 1)
        {
            SafetensorsWriter.Write(Path.Combine(folder, WeightFiles.Single), shards[0], cancellationToken: cancellationToken);
            return;
        }
        var map = new JsonObject();
        for (int shard = 0; shard < shards.Count; shard++)
        {
            string name = $"model-{shard + 1:D5}-of-{shards.Count:D5}.safetensors";
            SafetensorsWriter.Write(Path.Combine(folder, name), shards[shard], cancellationToken: cancellationToken);
            foreach (string tensor in shards[shard].Keys)
                map[tensor] = name;
        }
        var index = new JsonObject { ["metadata"] = new JsonObject { ["total_size"] = shards.Sum(Bytes) }, ["weight_map"] = map };
        AtomicFile.WriteAllText(Path.Combine(folder, WeightFiles.Index), index.ToJsonString(Indented));
    }

    private static void CopyFiles(LanguageModel model, string target)
    {
        var config = GgufPath.Find(model.Folder) is { } gguf ? WriteGgufFiles(gguf, target) : CopyHuggingFaceFiles(model.Folder, target);
        NameType(config, model.Network.ScalarType);
        AtomicFile.WriteAllText(Path.Combine(target, "config.json"), config.ToJsonString(Indented));
    }

    private static JsonObject CopyHuggingFaceFiles(string source, string target)
    {
        CopyTokenizer(source, target);
        return JsonNode.Parse(File.ReadAllText(Path.Combine(source, "config.json")), documentOptions: Lenient)!.AsObject();
    }

    private static List<Dictionary<string, Tensor>> Split(IEnumerable<(string Name, Tensor Tensor)> tensors, long shardBytes)
    {
        var shards = new List<Dictionary<string, Tensor>> { new() };
        foreach (var (name, tensor) in tensors)
        {
            if (shards[^1].Count > 0 && Bytes(shards[^1]) + Bytes(tensor) > shardBytes)
                shards.Add([]);
            shards[^1][name] = tensor;
        }
        return shards;
    }

    private static long Bytes(Dictionary<string, Tensor> shard) => shard.Values.Sum(Bytes);

    private static long Bytes(Tensor tensor) => tensor.numel() * SafetensorsTypes.SizeOf(tensor.dtype);
}
