using SafetyML.Torch.Checkpoints;

namespace SafetyML.Torch.Models;

/// <summary>Reads rotary settings: <c>rope_parameters</c> of new library versions, <c>rope_theta</c> and <c>rope_scaling</c> of older ones.</summary>
internal static class RopeReader
{
    public static RopeOptions Read(JsonSettings json, int maxPositions)
    {
        var settings = json.Nested("rope_parameters") ?? json.Nested("rope_scaling");
        double theta = settings?.Number("rope_theta") ?? json.Number("rope_theta") ?? new RopeOptions().Theta;
        var rope = new RopeOptions { Theta = theta, OriginalMaxPositions = maxPositions };
        rope = settings is null ? rope : Scale(rope, settings, json.Integer("original_max_position_embeddings"));
        Check(rope, json);
        return rope;
    }

    private static RopeOptions Scale(RopeOptions rope, JsonSettings settings, int? originalPositions)
    {
        var scaling = ScalingOf(settings);
        // Dynamic scaling compares with the context length of the model itself.
        int? original = scaling == RopeScaling.Dynamic ? null : settings.Integer("original_max_position_embeddings") ?? originalPositions;
        return rope with
        {
            Scaling = scaling,
            Factor = settings.Number("factor") ?? rope.Factor,
            OriginalMaxPositions = original ?? rope.OriginalMaxPositions,
            LowFrequencyFactor = settings.Number("low_freq_factor") ?? rope.LowFrequencyFactor,
            HighFrequencyFactor = settings.Number("high_freq_factor") ?? rope.HighFrequencyFactor,
            BetaFast = settings.Number("beta_fast") ?? rope.BetaFast,
            BetaSlow = settings.Number("beta_slow") ?? rope.BetaSlow,
            AttentionFactor = settings.Number("attention_factor"),
        };
    }

    private static RopeScaling ScalingOf(JsonSettings settings)
    {
        if (settings.Number("partial_rotary_factor") is { } share and not 1)
            throw new UnsupportedModelException($"{settings.File}: partial_rotary_factor {share} is not supported. Supported: 1.");
        if (settings.Has("mscale") || settings.Has("mscale_all_dim") || settings.Flag("truncate") == false)
            throw new UnsupportedModelException($"{settings.File}: mscale, mscale_all_dim and truncate are not supported.");
        string type = settings.Text("rope_type") ?? settings.Text("type") ?? "default";
        return type switch
        {
            "default" => RopeScaling.None,
            "linear" => RopeScaling.Linear,
            "dynamic" => RopeScaling.Dynamic,
            "llama3" => RopeScaling.Llama3,
            "yarn" => RopeScaling.Yarn,
            _ => throw new UnsupportedModelException(
                $"{settings.File}: rope type '{type}' is not supported. Supported: default, linear, dynamic, llama3, yarn."),
        };
    }

    private static void Check(RopeOptions rope, JsonSettings json)
    {
        if (rope.Theta is not > 1 || rope.Factor is not >= 1 || rope.OriginalMaxPositions < 1)
            throw new CheckpointFormatException(
                $"{json.File}: rope_theta {rope.Theta} must exceed 1, factor {rope.Factor} must be at least 1, original_max_position_embeddings " +
                $"{rope.OriginalMaxPositions} must be at least 1.");
        if (rope.Scaling == RopeScaling.Llama3 && rope.HighFrequencyFactor <= rope.LowFrequencyFactor)
            throw new CheckpointFormatException(
                $"{json.File}: high_freq_factor {rope.HighFrequencyFactor} must exceed low_freq_factor {rope.LowFrequencyFactor}.");
    }
}
