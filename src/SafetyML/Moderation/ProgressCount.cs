namespace SafetyML.Moderation;

/// <summary>
/// Counts texts and reports each count, in order and one at a time. The user's code runs under no lock: while one thread reports, the others leave it their
/// counts and go on.
/// </summary>
internal sealed class ProgressCount(IProgress<ModerationProgress>? progress)
{
    private readonly Lock _lock = new();
    private readonly Queue<ModerationProgress> _waiting = new();
    private bool _isReporting;

    public ModerationProgress Now { get; private set; } = new(0, 0, 0, 0);

    public void Add(int asked, int cached, int unscored)
    {
        lock (_lock)
        {
            Now = new ModerationProgress(Now.Done + 1, Now.Asked + asked, Now.Cached + cached, Now.Unscored + unscored);
            if (progress is null)
                return;
            _waiting.Enqueue(Now);
            if (_isReporting)
                return;
            _isReporting = true;
        }
        Report(progress);
    }

    private void Report(IProgress<ModerationProgress> to)
    {
        while (Next() is { } count)
        {
            try
            {
                to.Report(count);
            }
            catch
            {
                lock (_lock)
                    _isReporting = false;
                throw;
            }
        }
    }

    private ModerationProgress? Next()
    {
        lock (_lock)
        {
            _isReporting = _waiting.TryDequeue(out var count);
            return count;
        }
    }
}
