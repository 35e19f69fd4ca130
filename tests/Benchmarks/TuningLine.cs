using System.Text.Json;

namespace SafetyML.Benchmarks;

/// <summary>One run beside the fastest run of the peer in the same recipe.</summary>
internal sealed record TuningLine(string Recipe, string Stack, string Type, RunReport Report, RunReport BestPeer)
{
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <summary>Above 1 is faster than the peer.</summary>
    public double SpeedRatio => Report.TokensPerSecond / BestPeer.TokensPerSecond;

    /// <summary>Below 1 is less memory than the peer.</summary>
    public double MemoryRatio => (double)Report.PeakMegabytes / BestPeer.PeakMegabytes;

    public static string ToJson(IEnumerable<TuningLine> lines) =>
        JsonSerializer.Serialize(lines.Select(line => new { line.Recipe, line.Stack, line.Type, line.SpeedRatio, line.MemoryRatio, line.Report }), Format);
}
