using System.Text.Json;

namespace SafetyML.Moderation;

/// <summary>
/// Reads scores strictly, from an answer of the server and from the cache: the client's own types give 0 for a category that is missing,
/// and a zero is a verdict.
/// </summary>
internal static class ScoreReader
{
    /// <summary>Reads the one result of an answer.</summary>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    /// <exception cref="FormatException">It is JSON of another shape; the message says what is wrong.</exception>
    public static ModerationScore ReadAnswer(ReadOnlyMemory<byte> answer)
    {
        using var document = JsonDocument.Parse(answer);
        var root = document.RootElement;
        if (root.ValueKind != JsonValueKind.Object || !root.TryGetProperty("results", out var results) || results.ValueKind != JsonValueKind.Array)
            throw new FormatException("\"results\" is missing");
        if (results.GetArrayLength() != 1)
            throw new FormatException($"there are {results.GetArrayLength()} results for one text");
        return Read(results[0], "category_scores");
    }

    /// <summary>Reads <c>flagged</c> and the scores under <paramref name="scoresName"/>.</summary>
    /// <exception cref="FormatException">A part is missing or is no score.</exception>
    public static ModerationScore Read(JsonElement result, string scoresName)
    {
        if (result.ValueKind != JsonValueKind.Object || !result.TryGetProperty("flagged", out var flagged)
            || flagged.ValueKind is not (JsonValueKind.True or JsonValueKind.False))
            throw new FormatException("\"flagged\" is missing");
        if (!result.TryGetProperty(scoresName, out var scores) || scores.ValueKind != JsonValueKind.Object)
            throw new FormatException($"\"{scoresName}\" is missing");
        return ModerationScore.Of(flagged.GetBoolean(), [.. ModerationCategories.All.Select(category => Read(scores, category.Name, category.IsOptional))]);
    }

    private static float Read(JsonElement scores, string name, bool isOptional)
    {
        if (!scores.TryGetProperty(name, out var score) || score.ValueKind == JsonValueKind.Null)
            return isOptional ? float.NaN : throw new FormatException($"the score of \"{name}\" is missing");
        return score.ValueKind == JsonValueKind.Number && score.TryGetSingle(out var value) && value is >= 0 and <= 1
            ? value
            : throw new FormatException($"the score of \"{name}\" is not from 0 to 1");
    }
}
