using System.Text.Json;
using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Checkpoints.Pickle;

namespace SafetyML.Torch.Checkpoints;

/// <summary>Which files of a folder hold the weights: one file, or the shards that an index names; safetensors before pickles before GGUF.</summary>
internal static class WeightFiles
{
    public const string Single = "model.safetensors";
    public const string Index = "model.safetensors.index.json";

    private static readonly string[] Singles = [Single, "pytorch_model.bin"];

    /// <summary>The full paths of the weight files of a folder, or the path itself if it is a file.</summary>
    public static IReadOnlyList<string> Find(string path)
    {
        if (File.Exists(path))
            return [path];
        if (!Directory.Exists(path))
            throw new DirectoryNotFoundException($"There is no file or folder '{path}'. A model is a Hugging Face folder on this machine.");
        foreach (string single in Singles)
        {
            string file = Path.Combine(path, single), index = $"{file}.index.json";
            if (Directory.Exists(file))
                throw new CheckpointFormatException($"'{file}' is a folder; a file of weights was expected.");
            if (File.Exists(file))
                return [file];
            if (File.Exists(index))
                return Shards(path, index);
        }
        if (GgufPath.Find(path) is { } gguf)
            return [gguf];
        string[] present = [.. Directory.EnumerateFiles(path).Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal).Take(10)];
        throw new FileNotFoundException(
            $"Folder '{path}' has no {string.Join(", no ", Singles)} and no index of shards. Files there: {(present.Length == 0 ? "none" : string.Join(", ", present))}.");
    }

    /// <summary>Opens one file as its extension says, in small letters or capitals.</summary>
    public static IWeightFile Open(string file) => Path.GetExtension(file).ToLowerInvariant() switch
    {
        ".bin" or ".pt" or ".pth" or ".ckpt" => TorchFile.Open(file),
        GgufFile.Extension => GgufFile.Open(file),
        _ => SafetensorsFile.Open(file),
    };

    private static List<string> Shards(string folder, string index)
    {
        var settings = JsonSettings.Read(index);
        if (!settings.TryGet("weight_map", JsonValueKind.Object, out var map))
            throw new CheckpointFormatException($"{index}: \"weight_map\" is missing. It gives the file of each tensor.");
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var item in map.EnumerateObject())
            names.Add(item.Value.ValueKind == JsonValueKind.String
                ? item.Value.GetString()!
                : throw new CheckpointFormatException($"{index}: the file of tensor '{item.Name}' is not a text."));
        return [.. names.Select(name => Shard(folder, index, name))];
    }

    private static string Shard(string folder, string index, string name)
    {
        if (name != Path.GetFileName(name) || name.Contains('\\') || name is "" or "." or "..")
            throw new CheckpointFormatException($"{index}: '{name}' is not a file name. Shards lie in the folder of their index.");
        string shard = Path.Combine(folder, name);
        return File.Exists(shard) ? shard : throw new CheckpointFormatException(
            $"{index} names '{name}', which is not in the folder. Download the missing shard.");
    }
}
