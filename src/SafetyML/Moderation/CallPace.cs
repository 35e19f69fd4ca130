namespace SafetyML.Moderation;

/// <summary>
/// Spaces the beginnings of calls evenly. When the server asks one call to wait, all are held back, and given up as long as they would have to wait longer than
/// <paramref name="maxWait"/>.
/// </summary>
internal sealed class CallPace(int? callsPerMinute, TimeSpan maxWait, TimeProvider time)
{
    // A wrong date in one answer must not hold calls back for good: after an hour, or the longest wait, the server is asked again.
    private readonly TimeSpan _longest = Later(maxWait, TimeSpan.FromHours(1));
    private readonly TimeSpan _space = callsPerMinute is { } calls ? TimeSpan.FromMinutes(1) / calls : TimeSpan.Zero;
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _next;
    private TimeSpan _heldUntil;
    private string _heldBy = "";

    private TimeSpan Now => time.GetElapsedTime(_start);

    /// <summary>Waits for this call's turn; gives the reason why the server holds calls back where that is for longer than a call waits.</summary>
    public async Task<string?> WaitAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var (wait, refusal) = Turn();
            if (refusal is not null || wait == TimeSpan.Zero)
                return refusal;
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>No call begins within <paramref name="wait"/> from now, because of <paramref name="reason"/>.</summary>
    public void Hold(TimeSpan wait, string reason)
    {
        lock (_lock)
        {
            var until = Now + (wait < _longest ? wait : _longest);
            if (until > _heldUntil)
                (_heldUntil, _heldBy) = (until, reason);
        }
    }

    /// <summary>How long to wait before asking again, zero where the turn is taken; or why the call is given up.</summary>
    private (TimeSpan Wait, string? Refusal) Turn()
    {
        lock (_lock)
        {
            var now = Now;
            if (_heldUntil - now > maxWait)
                return (TimeSpan.Zero, _heldBy);
            var due = Later(_next, _heldUntil);
            if (due > now)
                return (due - now, null);
            _next = now + _space;
            return (TimeSpan.Zero, null);
        }
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;
}
