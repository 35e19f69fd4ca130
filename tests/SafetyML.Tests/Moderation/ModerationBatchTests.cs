using Microsoft.ML;
using SafetyML.Moderation;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Moderation;

public sealed class ModerationBatchTests
{
    private const string Reason = "ModerationUnscoredReason";

    [Fact]
    public void Transform_Batch_RunsAsManyCallsAtOnceAsAllowed()
    {
        using var moderating = new Moderating(hold: TimeSpan.FromMilliseconds(100));
        var texts = Enumerable.Range(0, 12).Select(index => new string('x', index + 1)).ToArray();
        var view = moderating.Moderate(moderating.Options with { MaxParallelCalls = 3 }, texts);
        Assert.Equal(texts.Select(text => text.Length / 100f), view.Values<float>("ModerationScore"));
        Assert.Equal(3, moderating.Server.MostAtOnce);
    }

    [Fact]
    public void Transform_SeveralThreads_StayWithinTheLimitTogether()
    {
        using var moderating = new Moderating(hold: TimeSpan.FromMilliseconds(20));
        var view = moderating.Moderate(moderating.Options with { MaxParallelCalls = 2 }, [.. Enumerable.Range(0, 6).Select(index => $"Text {index}.")]);
        Parallel.For(0, 4, _ => Assert.All(view.Texts(Reason), reason => Assert.Equal("", reason)));
        Assert.Equal(24, moderating.Server.Requests.Count);
        Assert.InRange(moderating.Server.MostAtOnce, 1, 2);
    }

    [Fact]
    public void Transform_RepeatedTexts_AreAskedOncePerBatch()
    {
        using var moderating = new Moderating();
        var view = moderating.Moderate("Good day.", "Good night.", "Good day.", "Good day.");
        Assert.Equal([0.09f, 0.11f, 0.09f, 0.09f], view.Values<float>("ModerationScore"));
        Assert.Equal(2, moderating.Server.Requests.Count);
    }

    [Fact]
    public void Transform_BatchSize_LimitsWhatIsReadAhead()
    {
        using var moderating = new Moderating();
        var view = moderating.Moderate(moderating.Options with { BatchSize = 2 }, "1", "22", "333", "4444", "55555");
        using var cursor = view.GetRowCursor([view.Schema[Reason]]);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(view.Schema[Reason]);
        ReadOnlyMemory<char> reason = default;
        cursor.MoveNext();
        getter(ref reason);
        Assert.Equal(["1", "22"], moderating.Server.Requests.Select(request => request.Text).Order());
    }

    [Fact]
    public void Transform_CallsPerMinute_SpacesTheCalls()
    {
        using var moderating = new Moderating();
        moderating.Moderate(moderating.Options with { CallsPerMinute = 20, MaxParallelCalls = 1 }, "1", "22", "333").Texts(Reason);
        Assert.Equal([TimeSpan.FromSeconds(3), TimeSpan.FromSeconds(3)], moderating.Time.Waits);
    }

    [Fact]
    public void Transform_Progress_CountsEveryText()
    {
        using var moderating = new Moderating();
        using var folder = new TempFolder();
        List<ModerationProgress> reports = [];
        List<string> log = [];
        moderating.Ml.Log += (_, message) => log.Add(message.Message);
        var options = moderating.Options with { Progress = new Collector(reports), CacheFolder = folder.Path };
        moderating.Moderate(options, "Good day.").Texts(Reason);
        moderating.Moderate(options, "Good day.", "", "Good night.").Texts(Reason);
        Assert.Equal([new(1, 1, 0, 0), new(1, 0, 1, 0), new(2, 0, 1, 1), new ModerationProgress(3, 1, 1, 1)], reports);
        Assert.Contains(log, text => text.Contains("3 texts moderated: 1 asked, 1 from the cache.", StringComparison.Ordinal));
        Assert.Contains(log, text => text.Contains("1 of 3 rows have no score: the text is empty.", StringComparison.Ordinal));
    }

    [Fact]
    public void Transform_ProgressOfRepeatedTexts_ReachesTheNumberOfRows()
    {
        using var moderating = new Moderating();
        List<ModerationProgress> reports = [];
        moderating.Moderate(moderating.Options with { Progress = new Collector(reports) }, "Good day.", "", "Good day.", "").Texts(Reason);
        Assert.Equal(new ModerationProgress(4, 1, 0, 2), reports[^1]);
    }

    [Fact]
    public void Transform_ProgressThatWaits_HoldsNoCallUpAndIsToldInOrder()
    {
        using var moderating = new Moderating();
        List<int> reports = [];
        var asked = 0;
        var first = new Reporter(report =>
        {
            if (report.Done == 1 && SpinWait.SpinUntil(() => moderating.Server.Requests.Count == 4, TimeSpan.FromSeconds(10)))
                asked = moderating.Server.Requests.Count;
            reports.Add(report.Done);
        });
        moderating.Moderate(moderating.Options with { MaxParallelCalls = 2, Progress = first }, "1", "22", "333", "4444").Texts(Reason);
        Assert.Equal(4, asked);
        Assert.Equal([1, 2, 3, 4], reports);
    }

    [Fact]
    public void Transform_ProgressThatThrows_IsToldAgainOfTheNextText()
    {
        using var moderating = new Moderating();
        List<int> reports = [];
        var progress = new Reporter(report =>
        {
            reports.Add(report.Done);
            if (report.Done == 1)
                throw new NotSupportedException("No.");
        });
        var view = moderating.Moderate(moderating.Options with { BatchSize = 1, Progress = progress }, "1");
        Assert.ThrowsAny<Exception>(() => view.Texts(Reason));
        view.Texts(Reason);
        Assert.Equal([1, 2], reports);
    }

    private sealed class Reporter(Action<ModerationProgress> report) : IProgress<ModerationProgress>
    {
        public void Report(ModerationProgress value) => report(value);
    }

    private sealed class Collector(List<ModerationProgress> reports) : IProgress<ModerationProgress>
    {
        public void Report(ModerationProgress value) => reports.Add(value);
    }
}
