using System.Text;
using System.Text.Json;

namespace SafetyML.Moderation;

/// <summary>One line of the cache: <c>{"sha256":"…","flagged":false,"scores":{"hate":0.01,…}}</c>.</summary>
internal static class CachedLine
{
    public static string Format(string key, ModerationScore score)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            writer.WriteString("sha256", key);
            writer.WriteBoolean("flagged", score.IsFlagged);
            writer.WriteStartObject("scores");
            foreach (var (category, value) in ModerationCategories.All.Zip(score.Categories).Where(pair => !float.IsNaN(pair.Second)))
                writer.WriteNumber(category.Name, value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }
        return Encoding.UTF8.GetString(stream.ToArray()) + "\n";
    }

    /// <summary>The key and score of a line; null for an unfinished or a foreign one.</summary>
    public static (string Key, ModerationScore Score)? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line);
            var element = JsonElement.ParseValue(ref reader);
            return reader.BytesConsumed == line.Length && element.ValueKind == JsonValueKind.Object
                && element.TryGetProperty("sha256", out var key) && key.ValueKind == JsonValueKind.String
                ? (key.GetString()!, ScoreReader.Read(element, "scores"))
                : null;
        }
        catch (Exception fault) when (fault is JsonException or FormatException or InvalidOperationException) // the last: no valid UTF-8, half a surrogate pair
        {
            return null;
        }
    }
}
