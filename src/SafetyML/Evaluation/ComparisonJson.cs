using System.Text.Json.Nodes;
using SafetyML.Reports;

namespace SafetyML.Evaluation;

/// <summary>Differences as JSON.</summary>
internal static class ComparisonJson
{
    public static JsonObject Of(SafetyComparison comparison)
    {
        var json = Set(comparison);
        json["only_in_answers"] = JsonText.Texts(comparison.OnlyInAnswers);
        json["only_in_baseline"] = JsonText.Texts(comparison.OnlyInBaseline);
        if (comparison.Groups.Count > 0)
            json["groups"] = new JsonObject(comparison.Groups.Select(group => KeyValuePair.Create(group.Key, (JsonNode?)Set(group.Value))));
        return json;
    }

    private static JsonObject Set(SafetyComparison comparison)
    {
        var json = new JsonObject { ["pairs"] = comparison.Pairs };
        foreach (var rate in ComparedRate.All)
            if (rate.Of(comparison) is { } difference)
                json[rate.Json] = Of(difference);
        foreach (var mean in MeasuredMean.All)
            if (mean.Difference(comparison) is { } difference)
                json[mean.Json] = Of(difference);
        return json;
    }

    private static JsonObject Of(RateDifference difference) => new()
    {
        ["difference"] = difference.Value,
        ["low"] = difference.Low,
        ["high"] = difference.High,
        ["n"] = difference.Count,
        ["unscored"] = difference.Unscored,
        ["p"] = difference.PValue,
        ["p_adjusted"] = JsonText.Number(difference.AdjustedPValue),
        ["answers"] = MetricsJson.Of(difference.Answers),
        ["baseline"] = MetricsJson.Of(difference.Baseline),
        ["only_answers"] = difference.OnlyAnswers,
        ["only_baseline"] = difference.OnlyBaseline,
    };

    private static JsonObject Of(MeanDifference difference) => new()
    {
        ["difference"] = difference.Value,
        ["low"] = JsonText.Number(difference.Low),
        ["high"] = JsonText.Number(difference.High),
        ["n"] = difference.Count,
        ["unscored"] = difference.Unscored,
        ["p"] = difference.PValue,
        ["p_adjusted"] = JsonText.Number(difference.AdjustedPValue),
        ["answers"] = difference.Answers,
        ["baseline"] = difference.Baseline,
    };
}
