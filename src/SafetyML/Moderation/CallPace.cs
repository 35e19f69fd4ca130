namespace SafetyML.Moderation;

/// <summary>Spaces the beginnings of calls evenly, and holds all of them back when the server asks one to wait.</summary>
internal sealed class CallPace(int? callsPerMinute, TimeProvider time)
{
    private readonly TimeSpan _space = callsPerMinute is { } calls ? TimeSpan.FromMinutes(1) / calls : TimeSpan.Zero;
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _next;
    private TimeSpan _heldUntil;

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits for this call's turn.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        while (Turn() is { Ticks: > 0 } wait)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>No call begins within <paramref name="wait"/> from now.</summary>
    public void Hold(TimeSpan wait)
    {
        lock (_lock)
            _heldUntil = Later(_heldUntil, Now + wait);
    }

    /// <summary>How long to wait before asking again; zero: the turn is taken.</summary>
    private TimeSpan Turn()
    {
        lock (_lock)
        {
            var now = Now;
            var due = Later(_next, _heldUntil);
            if (due > now)
                return due - now;
            _next = now + _space;
            return TimeSpan.Zero;
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
