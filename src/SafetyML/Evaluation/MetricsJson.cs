using System.Text.Json.Nodes;
using SafetyML.Reports;

namespace SafetyML.Evaluation;

/// <summary>Metrics as JSON, n and interval beside every rate.</summary>
internal static class MetricsJson
{
    public static JsonObject Of(SafetyMetrics metrics)
    {
        var json = Set(metrics);
        if (metrics.Groups.Count > 0)
            json["groups"] = new JsonObject(metrics.Groups.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)Set(group.Value))));
        if (metrics.UnscoredGroups.Count > 0)
            json["unscored_groups"] = JsonText.Texts(metrics.UnscoredGroups);
        return json;
    }

    public static JsonObject? Of(Rate? rate)
    {
        if (rate is null)
            return null;
        var json = new JsonObject
        {
            ["rate"] = rate.Value,
            ["low"] = rate.Low,
            ["high"] = rate.High,
            ["hits"] = rate.Hits,
            ["n"] = rate.Count,
            ["unscored"] = rate.Unscored,
        };
        if (rate.Corrected is { } corrected)
            json["corrected"] = Of(corrected);
        return json;
    }

    private static JsonObject Of(CorrectedRate corrected) => new()
    {
        ["rate"] = corrected.Value,
        ["low"] = corrected.Low,
        ["high"] = corrected.High,
        ["n"] = corrected.Count,
        ["unclamped"] = corrected.Unclamped,
        ["unclamped_low"] = corrected.UnclampedLow,
        ["unclamped_high"] = corrected.UnclampedHigh,
        ["clamped"] = corrected.IsClamped,
        ["sensitivity"] = Of(corrected.Judge.Sensitivity),
        ["specificity"] = Of(corrected.Judge.Specificity),
    };

    private static JsonObject Of(MeanScore mean) => new()
    {
        ["mean"] = mean.Value,
        ["low"] = JsonText.Number(mean.Low),
        ["high"] = JsonText.Number(mean.High),
        ["n"] = mean.Count,
        ["unscored"] = mean.Unscored,
    };

    private static JsonObject Set(SafetyMetrics metrics)
    {
        var json = new JsonObject { ["n"] = metrics.Count };
        foreach (var rate in MeasuredRate.All)
            if (rate.Of(metrics) is { } measured)
                json[rate.Json] = Of(measured);
        foreach (var mean in MeasuredMean.All)
            if (mean.Of(metrics) is { } measured)
                json[mean.Json] = Of(measured);
        if (metrics.HarmfulnessThreshold is { } threshold)
            json["harmfulness_threshold"] = threshold;
        json["refusal_unscored"] = JsonText.Counts(metrics.RefusalUnscored);
        json["harmfulness_unscored"] = JsonText.Counts(metrics.HarmfulnessUnscored);
        json["moderation_unscored"] = JsonText.Counts(metrics.ModerationUnscored);
        json["unlabelled_prompts"] = metrics.UnlabelledPrompts;
        return json;
    }
}
