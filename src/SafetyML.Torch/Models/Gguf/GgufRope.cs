using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints.Gguf;

namespace SafetyML.Torch.Models.Gguf;

/// <summary>The <c>rope_scaling</c> of a GGUF file: named in the metadata, or for LLaMA 3.1 and later given as a divisor for each frequency.</summary>
internal static class GgufRope
{
    private const double LowFactor = 1, HighFactor = 4, Tolerance = 1e-4;

    /// <summary>The scaling, or null where there is none.</summary>
    public static JsonObject? Scaling(GgufFile file, string architecture, int positions)
    {
        var metadata = file.Metadata;
        string prefix = $"{architecture}.rope.scaling.";
        if (file.RopeDivisors is { } divisors)
            return Llama3(file, divisors, metadata.Number($"{architecture}.rope.freq_base") ?? 10_000, metadata.Integer($"{prefix}original_context_length"));
        string type = metadata.Text($"{prefix}type") ?? "none";
        RefuseUnsupported(metadata, prefix, type);
        double? factor = metadata.Number($"{prefix}factor") ?? metadata.Number($"{architecture}.rope.scale_linear");
        if (type == "none" && factor is null or 1 or 0)
            return null;
        if (type is not ("none" or "linear" or "yarn"))
            throw new UnsupportedModelException($"{file.Path}: rope scaling '{type}' is not supported. Supported: none, linear, yarn, and LLaMA 3's divisors.");
        var scaling = new JsonObject { ["rope_type"] = type == "none" ? "linear" : type, ["factor"] = factor ?? 1 };
        if (type == "yarn")
            AddYarn(scaling, metadata, prefix, positions, factor ?? 1);
        return scaling;
    }

    private static void AddYarn(JsonObject scaling, GgufMetadata metadata, string prefix, int positions, double factor)
    {
        scaling["original_max_position_embeddings"] = metadata.Integer($"{prefix}original_context_length") ?? positions;
        if (metadata.Number($"{prefix}yarn_beta_fast") is { } fast)
            scaling["beta_fast"] = fast;
        if (metadata.Number($"{prefix}yarn_beta_slow") is { } slow)
            scaling["beta_slow"] = slow;
        // GGUF's factor comes on top of YaRN's own, Hugging Face's in its place.
        if (metadata.Number($"{prefix}attn_factor") is { } attention and not 1)
            scaling["attention_factor"] = attention * RopeFrequencies.Amplitude(new RopeOptions { Scaling = RopeScaling.Yarn, Factor = factor });
    }

    /// <summary>Refuses what changes the rotation and has no setting in a model's configuration.</summary>
    private static void RefuseUnsupported(GgufMetadata metadata, string prefix, string type)
    {
        if (type != "yarn")
            Require("attn_factor", 1);
        Require("yarn_attn_factor", 1);
        Require("yarn_ext_factor", 1);
        Require("yarn_log_multiplier", 0);

        void Require(string key, double allowed)
        {
            if (metadata.Number(prefix + key) is { } value && value != allowed)
                throw new UnsupportedModelException($"{metadata.File}: '{prefix}{key}' is {value} with rope scaling '{type}', which is not supported. Supported: {allowed}.");
        }
    }

    /// <summary>Finds the settings whose divisors these are: the largest is the factor; the context is the stored one or a power of two.</summary>
    private static JsonObject Llama3(GgufFile file, float[] divisors, double theta, int? stored)
    {
        double factor = divisors.Length > 0 ? divisors.Max() : 0;
        var contexts = stored is { } context ? [context] : Enumerable.Range(8, 16).Select(power => 1 << power);
        foreach (int original in contexts)
        {
            var rope = new RopeOptions { Theta = theta, Scaling = RopeScaling.Llama3, Factor = factor, OriginalMaxPositions = original };
            if (factor >= 1 && Agree(rope with { LowFrequencyFactor = LowFactor, HighFrequencyFactor = HighFactor }, divisors))
                return new JsonObject
                {
                    ["rope_type"] = "llama3",
                    ["factor"] = factor,
                    ["low_freq_factor"] = LowFactor,
                    ["high_freq_factor"] = HighFactor,
                    ["original_max_position_embeddings"] = original,
                };
        }
        throw new UnsupportedModelException(
            $"{file.Path}: the divisors in '{GgufNames.RopeDivisors}' (largest {factor}) are not those of LLaMA 3's rope scaling with low_freq_factor {LowFactor} and " +
            $"high_freq_factor {HighFactor}, the only ones that are supported.");
    }

    private static bool Agree(RopeOptions rope, float[] divisors)
    {
        float[] plain = RopeFrequencies.Inverse(rope with { Scaling = RopeScaling.None }, divisors.Length * 2), scaled = RopeFrequencies.Inverse(rope, divisors.Length * 2);
        return Enumerable.Range(0, divisors.Length).All(pair => Math.Abs((plain[pair] / scaled[pair] / divisors[pair]) - 1) < Tolerance);
    }
}
