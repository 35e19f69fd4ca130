using System.Text.Json;
using System.Text.Json.Serialization;

namespace SafetyML.Benchmarks;

/// <summary>What one process measured while answering; the field names are those that <c>generate_peer.py</c> prints.</summary>
internal sealed record DecodingReport
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>Time of the answers, without loading and warm-up.</summary>
    public required double Seconds { get; init; }

    /// <summary>High-water mark of resident memory of the process, in MB.</summary>
    [JsonPropertyName("peak_rss_mb")]
    public required long PeakMegabytes { get; init; }

    /// <summary>Token ids of each answer, the end token included.</summary>
    public required IReadOnlyList<int[]> Answers { get; init; }

    /// <summary>Tokens of the answers.</summary>
    [JsonIgnore]
    public int Tokens => Answers.Sum(ids => ids.Length);

    /// <summary>Tokens of the answers per second.</summary>
    [JsonIgnore]
    public double TokensPerSecond => Tokens / Seconds;

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads the last line of a process's output.</summary>
    public static DecodingReport Parse(string output)
    {
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(text => text.StartsWith('{'));
        return (line is null ? null : JsonSerializer.Deserialize<DecodingReport>(line, Format))
            ?? throw new InvalidDataException($"The run printed no report. It printed: {output}");
    }
}
