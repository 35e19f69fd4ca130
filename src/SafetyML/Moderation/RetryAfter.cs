using System.ClientModel.Primitives;
using System.Globalization;

namespace SafetyML.Moderation;

/// <summary>How long a server asks to wait: <c>retry-after-ms</c>, else <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    public static TimeSpan? Of(PipelineResponseHeaders headers, DateTimeOffset now)
    {
        if (headers.TryGetValue("retry-after-ms", out var milliseconds) && Span(milliseconds, TimeSpan.TicksPerMillisecond) is { } exact)
            return exact;
        if (!headers.TryGetValue("Retry-After", out var after))
            return null;
        if (Span(after, TimeSpan.TicksPerSecond) is { } seconds)
            return seconds;
        return DateTimeOffset.TryParse(after, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var date)
            ? (date > now ? date - now : TimeSpan.Zero)
            : null;
    }

    private static TimeSpan? Span(string? text, long ticks)
    {
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number is not >= 0)
            return null;
        // A number that no time span holds is as good as never.
        return number >= TimeSpan.MaxValue.Ticks / ticks ? TimeSpan.MaxValue : TimeSpan.FromTicks((long)(number * ticks));
    }
}
