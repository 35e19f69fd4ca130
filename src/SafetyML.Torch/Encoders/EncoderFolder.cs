using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;

namespace SafetyML.Torch.Encoders;

/// <summary>Writes a classifier as a Hugging Face folder: configuration with the head's labels, weights in their present type, tokenizer files.</summary>
internal static class EncoderFolder
{
    public static void Write(TextClassifier classifier, string folder, CancellationToken cancellationToken = default) => AtomicFolder.Write(folder, temporary =>
    {
        ModelFolder.CopyTokenizer(classifier.Folder, temporary);
        string source = File.ReadAllText(Path.Combine(classifier.Folder, "config.json"));
        string config = Complete(JsonNode.Parse(source, documentOptions: ModelFolder.Lenient)!.AsObject(), classifier).ToJsonString(ModelFolder.Indented);
        AtomicFile.WriteAllText(Path.Combine(temporary, "config.json"), config);
        ModelFolder.WriteWeights(classifier.Network, temporary, ModelFolder.ShardBytes, cancellationToken);
    });

    private static JsonObject Complete(JsonObject json, TextClassifier classifier)
    {
        var config = classifier.Config;
        var ids = Enumerable.Range(0, config.Labels.Count);
        json["architectures"] = new JsonArray(config.Family.ClassifierName);
        json["id2label"] = new JsonObject(ids.Select(id => KeyValuePair.Create($"{id}", (JsonNode?)config.Labels[id])));
        json["label2id"] = new JsonObject(ids.DistinctBy(id => config.Labels[id]).Select(id => KeyValuePair.Create(config.Labels[id], (JsonNode?)id)));
        json.Remove("num_labels");
        Set(json, "problem_type", config.ProblemType);
        Set(json, EncoderConfigReader.PoolingKey, config.HeadPooling == Pooling.Mean ? "mean" : null);
        ModelFolder.NameType(json, classifier.Network.ScalarType);
        return json;
    }

    private static void Set(JsonObject json, string key, string? value)
    {
        if (value is null)
            json.Remove(key);
        else
            json[key] = value;
    }
}
