using SafetyML.Torch.Checkpoints;

namespace SafetyML.Torch.Models;

/// <summary>Reads which layers attend to a sliding window: <c>layer_types</c> where it is there, else each family's own rule.</summary>
internal static class WindowReader
{
    public static IReadOnlyList<int?> Read(JsonSettings json, string family)
    {
        int layers = json.Integer("num_hidden_layers") ?? 0;
        int? window = json.Integer("sliding_window");
        bool used = family switch
        {
            "mistral" => true,
            "qwen2" => json.Flag("use_sliding_window") ?? false,
            _ => false,
        };
        if (!used || window is null)
            return [];
        if (window < 1)
            throw new CheckpointFormatException($"{json.File}: \"sliding_window\" is {window}; it must be at least 1.");
        // Qwen2: the first max_window_layers layers see everything.
        int firstLimited = family == "qwen2" ? json.Integer("max_window_layers") ?? 28 : 0;
        var types = json.Texts("layer_types");
        bool IsLimited(int layer) => types is null ? layer >= firstLimited : types.ElementAtOrDefault(layer) == "sliding_attention";
        return [.. Enumerable.Range(0, layers).Select(layer => IsLimited(layer) ? window : null)];
    }
}
