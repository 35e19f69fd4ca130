using System.Text.Encodings.Web;
using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;

namespace SafetyML.Torch.Lora;

/// <summary><c>adapter_config.json</c>: PEFT's keys in and out. A switch that is not supported is refused by name, never ignored.</summary>
internal static class AdapterConfig
{
    private const string FileName = "adapter_config.json";

    /// <summary>Keys that change nothing in what the adapter computes.</summary>
    private static readonly string[] Harmless =
    [
        "auto_mapping", "base_model_name_or_path", "inference_mode", "megatron_core", "peft_version", "qalora_group_size", "revision",
        "runtime_config", "task_type",
    ];

    /// <summary>The keys that are read.</summary>
    private static readonly string[] Known =
    [
        "alpha_pattern", "bias", "init_lora_weights", "lora_alpha", "lora_dropout", "peft_type", "r", "rank_pattern", "target_modules", "use_rslora",
    ];

    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The options, and which layer paths the adapter targets.</summary>
    public static (LoraOptions Options, Func<string, bool> Targets) Read(string folder)
    {
        var json = JsonSettings.Read(Path.Combine(folder, FileName));
        RefuseUnsupported(json);
        var targets = json.TryGet("target_modules", JsonValueKind.String, out var pattern) ? [pattern.GetString()!]
            : json.Texts("target_modules") ?? throw new CheckpointFormatException($"{json.File}: \"target_modules\" is missing.");
        var options = new LoraOptions
        {
            Rank = json.Integer("r") ?? throw new CheckpointFormatException($"{json.File}: \"r\" is missing."),
            Alpha = json.Number("lora_alpha") ?? throw new CheckpointFormatException($"{json.File}: \"lora_alpha\" is missing."),
            Dropout = json.Number("lora_dropout") ?? 0,
            UseRankStabilized = json.Flag("use_rslora") ?? false,
            RankPattern = Pattern(json, "rank_pattern", (nested, key) => nested.Integer(key)),
            AlphaPattern = Pattern(json, "alpha_pattern", (nested, key) => nested.Number(key)),
            TargetModules = targets,
        };
        bool isPattern = pattern.ValueKind == JsonValueKind.String && pattern.GetString() != LoraOptions.AllLinear;
        Check(options, isPattern ? targets[0] : null, json.File);
        return (options, path => IsTarget(path, targets, isPattern));
    }

    public static void Write(string folder, LoraOptions options, IReadOnlyList<LoraBranch> branches, string baseModelName) =>
        AtomicFile.Write(Path.Combine(folder, FileName), stream =>
        {
            using var json = new Utf8JsonWriter(stream, Indented);
            json.WriteStartObject();
            WriteNumbers(json, "alpha_pattern", options.AlphaPattern);
            json.WriteNull("auto_mapping");
            json.WriteString("base_model_name_or_path", baseModelName);
            json.WriteString("bias", "none");
            json.WriteBoolean("fan_in_fan_out", false);
            json.WriteBoolean("inference_mode", true);
            json.WriteBoolean("init_lora_weights", true);
            json.WriteNull("layers_pattern");
            json.WriteNull("layers_to_transform");
            json.WriteNumber("lora_alpha", options.Alpha);
            json.WriteNumber("lora_dropout", options.Dropout);
            json.WriteNull("modules_to_save");
            json.WriteString("peft_type", "LORA");
            json.WriteNumber("r", options.Rank);
            WriteNumbers(json, "rank_pattern", options.RankPattern.ToDictionary(item => item.Key, item => (double)item.Value));
            json.WriteNull("revision");
            json.WriteStartArray("target_modules");
            var targets = options.TargetModules;
            foreach (string target in targets is null || targets.Contains(LoraOptions.AllLinear) ? branches.Select(branch => branch.Name) : targets)
                json.WriteStringValue(target);
            json.WriteEndArray();
            json.WriteString("task_type", "CAUSAL_LM");
            json.WriteBoolean("use_dora", false);
            json.WriteBoolean("use_rslora", options.UseRankStabilized);
            json.WriteEndObject();
        });

    private static void Check(LoraOptions options, string? pattern, string file)
    {
        if (pattern is not null && !LayerPattern.IsValid(pattern))
            throw new CheckpointFormatException($"{file}: target_modules '{pattern}' is not a regular expression.");
        try
        {
            options.Validate();
        }
        catch (ArgumentException error)
        {
            throw new CheckpointFormatException($"{file}: {error.Message}", error);
        }
    }

    private static bool IsTarget(string path, IReadOnlyList<string> targets, bool isPattern) =>
        targets is [LoraOptions.AllLinear] || targets.Any(target => isPattern ? LayerPattern.IsWhole(path, target) : LayerPattern.IsNameOrSuffix(path, target));

    private static void RefuseUnsupported(JsonSettings json)
    {
        if (json.Text("peft_type") is var type and not "LORA")
            throw new UnsupportedModelException($"{json.File}: peft_type '{type}' is not supported. Supported: LORA.");
        if (json.Text("bias") is { } bias and not "none")
            throw new UnsupportedModelException($"{json.File}: bias '{bias}' is not supported. Supported: none.");
        // These ways to start change the base weights as well.
        if (json.TryGet("init_lora_weights", JsonValueKind.String, out var start) && start.GetString() is not ("gaussian" or "orthogonal" or "eva"))
            throw new UnsupportedModelException(
                $"{json.File}: init_lora_weights '{start}' is not supported: it changes the base weights. Convert the adapter to plain LoRA first.");
        foreach (var property in json.Properties)
            if (!Known.Contains(property.Name) && !Harmless.Contains(property.Name) && !IsOff(property.Value))
                throw new UnsupportedModelException(
                    $"{json.File}: {property.Name} ({property.Value.GetRawText()}) is not supported. Only plain LoRA and rank-stabilised LoRA are.");
    }

    private static bool IsOff(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.Array => value.GetArrayLength() == 0,
        JsonValueKind.Object => !value.EnumerateObject().Any(),
        _ => false,
    };

    private static Dictionary<string, T> Pattern<T>(JsonSettings json, string name, Func<JsonSettings, string, T?> read)
        where T : struct
    {
        if (json.Nested(name) is not { } nested)
            return [];
        return nested.Properties.Select(property => property.Name).ToDictionary(
            key => key,
            key => read(nested, key) ?? throw new CheckpointFormatException($"{nested.File}: \"{key}\" is null; a number was expected."));
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, IReadOnlyDictionary<string, double> values)
    {
        json.WriteStartObject(name);
        foreach (var (key, value) in values)
            json.WriteNumber(key, value);
        json.WriteEndObject();
    }
}
