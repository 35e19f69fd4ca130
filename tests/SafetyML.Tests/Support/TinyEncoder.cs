using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Tests.Support;

/// <summary>A BERT folder of a few thousand random weights with a tokenizer of single characters.</summary>
internal static class TinyEncoder
{
    private const int Hidden = 16, Layers = 1, Inner = 24, Positions = 600;

    /// <summary>Writes the folder and gives its path; without labels there is no head.</summary>
    public static string Write(string folder, int seed = 1, params string[] labels)
    {
        Directory.CreateDirectory(folder);
        var vocabulary = TinyModel.Vocabulary();
        File.WriteAllText(Path.Combine(folder, "config.json"), JsonSerializer.Serialize(Config(vocabulary.Count, labels)));
        File.WriteAllText(Path.Combine(folder, "tokenizer.json"), JsonSerializer.Serialize(TinyModel.Tokenizer(vocabulary)));
        File.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), "{}");
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var weights = Shapes(vocabulary.Count, labels.Length).ToDictionary(
            shape => shape.Name,
            shape => shape.Name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? ones(shape.Sizes) : randn(shape.Sizes, generator: generator) * 0.4);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), weights);
        return folder;
    }

    private static Dictionary<string, object> Config(int vocabulary, string[] labels)
    {
        var config = Body(vocabulary, labels.Length == 0 ? "BertModel" : "BertForSequenceClassification");
        if (labels.Length > 0)
            config["id2label"] = labels.Select((label, id) => (label, id)).ToDictionary(pair => $"{pair.id}", pair => pair.label);
        return config;
    }

    private static Dictionary<string, object> Body(int vocabulary, string architecture) => new()
    {
        ["architectures"] = (string[])[architecture],
        ["model_type"] = "bert",
        ["vocab_size"] = vocabulary,
        ["hidden_size"] = Hidden,
        ["intermediate_size"] = Inner,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = 2,
        ["max_position_embeddings"] = Positions,
        ["type_vocab_size"] = 2,
        ["hidden_act"] = "gelu",
        ["hidden_dropout_prob"] = 0.0,
        ["pad_token_id"] = 0,
    };

    private static List<(string Name, long[] Sizes)> Shapes(int vocabulary, int labels)
    {
        List<(string Name, long[] Sizes)> parts =
        [
            ("bert.embeddings.word_embeddings.weight", [vocabulary, Hidden]),
            ("bert.embeddings.position_embeddings.weight", [Positions, Hidden]),
            ("bert.embeddings.token_type_embeddings.weight", [2, Hidden]),
            .. Norm("bert.embeddings.LayerNorm"),
            .. Linear("bert.pooler.dense", Hidden, Hidden),
        ];
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"bert.encoder.layer.{layer}";
            foreach (var projection in (string[])["query", "key", "value"])
                parts.AddRange(Linear($"{name}.attention.self.{projection}", Hidden, Hidden));
            parts.AddRange(Linear($"{name}.attention.output.dense", Hidden, Hidden));
            parts.AddRange(Norm($"{name}.attention.output.LayerNorm"));
            parts.AddRange(Linear($"{name}.intermediate.dense", Inner, Hidden));
            parts.AddRange(Linear($"{name}.output.dense", Hidden, Inner));
            parts.AddRange(Norm($"{name}.output.LayerNorm"));
        }
        return labels == 0 ? parts : [.. parts, .. Linear("classifier", labels, Hidden)];
    }

    private static (string, long[])[] Norm(string name) => [($"{name}.weight", [Hidden]), ($"{name}.bias", [Hidden])];

    private static (string, long[])[] Linear(string name, int output, int input) => [($"{name}.weight", [output, input]), ($"{name}.bias", [output])];
}
