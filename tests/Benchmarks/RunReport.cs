using System.Text.Json;
using System.Text.Json.Serialization;

namespace SafetyML.Benchmarks;

/// <summary>What one process measured; the field names are those that the peer's script prints.</summary>
internal sealed record RunReport
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = false };

    /// <summary>Real tokens per second after the first two steps; padding and sharing do not count.</summary>
    [JsonRequired]
    public required double TokensPerSecond { get; init; }

    /// <summary>Real tokens of all steps.</summary>
    public required long Tokens { get; init; }

    /// <summary>Optimizer steps.</summary>
    public required int Steps { get; init; }

    /// <summary>High-water mark of resident memory of the process, in MB.</summary>
    [JsonPropertyName("peak_rss_mb")]
    public required long PeakMegabytes { get; init; }

    /// <summary>Mean loss of the steps.</summary>
    public required double TrainLoss { get; init; }

    /// <summary>Loss of each step.</summary>
    public required IReadOnlyList<double> Losses { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, Format);

    /// <summary>Reads the last line of a process's output.</summary>
    public static RunReport Parse(string output)
    {
        var line = output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault(text => text.StartsWith('{'));
        return (line is null ? null : JsonSerializer.Deserialize<RunReport>(line, Format))
            ?? throw new InvalidDataException($"The run printed no report. It printed: {output}");
    }
}
