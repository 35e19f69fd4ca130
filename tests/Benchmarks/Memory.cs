using System.Globalization;

namespace SafetyML.Benchmarks;

/// <summary>Resident memory of this process as the kernel counts it, in bytes.</summary>
internal static class Memory
{
    /// <summary>Now.</summary>
    public static long Resident() => Read("VmRSS:");

    /// <summary>The most so far.</summary>
    public static long Peak() => Read("VmHWM:");

    private static long Read(string field)
    {
        var line = File.ReadLines("/proc/self/status").First(line => line.StartsWith(field, StringComparison.Ordinal));
        return 1024 * long.Parse(line.AsSpan(field.Length).TrimEnd("kB").Trim(), CultureInfo.InvariantCulture);
    }
}
