using System.Diagnostics;
using Microsoft.ML;
using SafetyML.Moderation;
using SafetyML.Tests.Support;
using Xunit;
using Answer = SafetyML.Tests.Moderation.ModerationServer.Answer;

namespace SafetyML.Tests.Moderation;

public sealed class ModerationFailureTests : IDisposable
{
    private const string Reason = "ModerationUnscoredReason";
    private readonly Moderating _moderating = new();

    public void Dispose() => _moderating.Dispose();

    [Theory]
    [InlineData("Retry-After", "7", 7000)]
    [InlineData("retry-after-ms", "1500", 1500)]
    [InlineData("Retry-After", "Thu, 01 Jan 2026 00:00:25 GMT", 25000)]
    public void Transform_Status429WithAWaitingTime_WaitsSoLong(string header, string value, int milliseconds)
    {
        _moderating.Server.Next(new Answer(429, "{}", (header, value)));
        Assert.Equal([""], _moderating.Moderate("Good day.").Texts(Reason));
        Assert.Equal(2, _moderating.Server.Requests.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), _moderating.Time.Waits.Max());
    }

    [Fact]
    public void Transform_ErrorWithHalfACharacter_IsAnUnscoredRow()
    {
        _moderating.Server.Next(new Answer(500, """{"error":{"message":"\ud800"}}"""));
        Assert.Equal(["the server answered 500"], _moderating.Moderate(_moderating.Options with { MaxRetries = 0 }, "Good day.").Texts(Reason));
    }

    [Fact]
    public async Task Hold_NextCall_WaitsSoLong()
    {
        var pace = new CallPace(null, TimeSpan.FromMinutes(1), _moderating.Time);
        pace.Hold(TimeSpan.FromSeconds(9), "busy");
        Assert.Null(await pace.WaitAsync(CancellationToken.None));
        Assert.Equal(TimeSpan.FromSeconds(9), Assert.Single(_moderating.Time.Waits));
    }

    [Fact]
    public async Task Hold_LongerThanACallWaits_GivesUpUntilTheRestIsShortEnough()
    {
        var pace = new CallPace(null, TimeSpan.FromMinutes(1), _moderating.Time);
        pace.Hold(TimeSpan.FromSeconds(100), "busy");
        pace.Hold(TimeSpan.FromSeconds(9), "less busy");
        Assert.Equal("busy", await pace.WaitAsync(CancellationToken.None));
        Assert.Empty(_moderating.Time.Waits);
        await Task.Delay(TimeSpan.FromSeconds(50), _moderating.Time);
        Assert.Null(await pace.WaitAsync(CancellationToken.None));
        Assert.Equal([TimeSpan.FromSeconds(50), TimeSpan.FromSeconds(50)], _moderating.Time.Waits);
    }

    [Fact]
    public async Task Hold_ForYears_AsksAgainAfterAnHour()
    {
        var pace = new CallPace(null, TimeSpan.FromMinutes(1), _moderating.Time);
        pace.Hold(TimeSpan.FromDays(4000), "busy");
        Assert.Equal("busy", await pace.WaitAsync(CancellationToken.None));
        await Task.Delay(TimeSpan.FromHours(1), _moderating.Time);
        Assert.Null(await pace.WaitAsync(CancellationToken.None));
    }

    [Fact]
    public void Transform_WaitingTimeOfTheLastTry_HoldsTheNextText()
    {
        _moderating.Server.Next(new Answer(429, "{}", ("Retry-After", "7")));
        var view = _moderating.Moderate(_moderating.Options with { MaxParallelCalls = 1, MaxRetries = 0 }, "Good day.", "Good night.");
        Assert.Equal(["the server answered 429", ""], view.Texts(Reason));
        Assert.Equal([TimeSpan.FromSeconds(7)], _moderating.Time.Waits);
    }

    [Theory]
    [InlineData("86400", "86400")]
    [InlineData("1e300", "922337203685.478")]
    public void Transform_WaitingTimeBeyondMaxWait_EndsTheOtherRowsWithThatReason(string value, string seconds)
    {
        List<ModerationProgress> reports = [];
        _moderating.Server.Next(new Answer(429, """{"error":{"message":"Slow down."}}""", ("Retry-After", value)));
        var options = _moderating.Options with { MaxParallelCalls = 1, BatchSize = 2, Progress = new Reporter(reports.Add) };
        var reason = $"the server answered 429: Slow down., and asks to wait {seconds} s, more than MaxWait of 60 s";
        Assert.Equal([reason, reason, reason, "the text is empty"], _moderating.Moderate(options, "Good day.", "Good night.", "Hello.", "").Texts(Reason));
        Assert.Single(_moderating.Server.Requests);
        Assert.Empty(_moderating.Time.Waits);
        Assert.Equal(new ModerationProgress(Done: 4, Asked: 1, Cached: 0, Unscored: 4), reports[^1]);
    }

    [Fact]
    public void Transform_Status500Then200_Scores()
    {
        _moderating.Server.Next(new Answer(500, "oops"));
        Assert.Equal([0.09f], _moderating.Moderate("Good day.").Values<float>("ModerationScore"));
        Assert.InRange(Assert.Single(_moderating.Time.Waits), TimeSpan.Zero, TimeSpan.FromMinutes(1));
    }

    [Fact]
    public void Transform_Status500Always_IsUnscoredAndTheOthersAreScored()
    {
        _moderating.Options = _moderating.Options with { MaxParallelCalls = 1, MaxRetries = 2 };
        _moderating.Server.Next(new Answer(500), new Answer(502), new Answer(503, """{"error":{"message":"Over\nloaded."}}"""));
        Assert.Equal(["the server answered 503: Over loaded.", ""], _moderating.Moderate("Good day.", "Good night.").Texts(Reason));
        Assert.Equal(4, _moderating.Server.Requests.Count);
    }

    [Fact]
    public void Transform_FailedCall_HasNanScoresAndNoFlag()
    {
        _moderating.Server.Next(new Answer(400, """{"error":{"message":"Too long."}}"""));
        var row = Assert.Single(_moderating.Ml.Data.CreateEnumerable<Scores>(_moderating.Moderate("zib"), reuseRowObject: false));
        Assert.Equal(
            new Scores { ModerationScore = float.NaN, ModerationHate = float.NaN, ModerationUnscoredReason = "the server answered 400: Too long." }, row);
        Assert.Single(_moderating.Server.Requests);
    }

    [Fact]
    public void Transform_SlowBody_IsUnscoredAfterTheTimeout()
    {
        var slow = new Answer(200, "{\"results\":") { Withheld = 100, IsSlow = true };
        _moderating.Server.Next(slow, slow);
        var watch = Stopwatch.StartNew();
        var view = _moderating.Moderate(_moderating.Impatient with { MaxRetries = 1 }, "Good day.");
        Assert.Equal(["there was no whole answer within 0.25 s"], view.Texts(Reason));
        Assert.InRange(watch.Elapsed.TotalSeconds, 0.4, 15);
    }

    [Fact]
    public void Transform_SlowBodyThenAnswer_Scores()
    {
        _moderating.Server.Next(new Answer(200, "{\"results\":") { Withheld = 100, IsSlow = true });
        Assert.Equal([""], _moderating.Moderate(_moderating.Impatient with { MaxRetries = 3 }, "Good day.").Texts(Reason));
    }

    [Fact]
    public void Transform_TruncatedJson_IsTriedAgainThenUnscored()
    {
        var broken = new Answer(200, ModerationServer.Body("x")[..60]);
        _moderating.Server.Next(broken, broken);
        Assert.Equal(["the answer is not whole JSON"], _moderating.Moderate(_moderating.Options with { MaxRetries = 1 }, "Good day.").Texts(Reason));
        Assert.Equal(2, _moderating.Server.Requests.Count);
    }

    [Fact]
    public void Transform_ConnectionThatBreaksOff_IsTriedAgain()
    {
        _moderating.Server.Next(new Answer(200, "{\"results\":") { Withheld = 100 });
        Assert.Equal([""], _moderating.Moderate("Good day.").Texts(Reason));
        Assert.Equal(2, _moderating.Server.Requests.Count);
    }

    [Fact]
    public void Transform_NoServer_IsUnscored()
    {
        _moderating.Server.Dispose();
        var view = _moderating.Moderate(_moderating.Options with { MaxRetries = 1 }, "Good day.");
        Assert.StartsWith("the connection failed: ", Assert.Single(view.Texts(Reason)));
    }

    [Theory]
    [InlineData("self-harm/intent")]
    [InlineData("harassment")]
    public void Transform_MissingCategory_IsUnscoredNotZero(string category)
    {
        _moderating.Server.Next(new Answer(200, ModerationServer.Body("x", without: category)));
        Assert.Equal([$"the answer has another shape: the score of \"{category}\" is missing"], _moderating.Moderate("Good day.").Texts(Reason));
        Assert.Single(_moderating.Server.Requests);
    }

    [Theory]
    [InlineData("""{"results":[]}""", "there are 0 results for one text")]
    [InlineData("""{"other":1}""", "\"results\" is missing")]
    [InlineData("""{"results":[{"category_scores":{}}]}""", "\"flagged\" is missing")]
    [InlineData("""{"results":[{"flagged":true}]}""", "\"category_scores\" is missing")]
    [InlineData("""{"results":[{"flagged":true,"category_scores":{"harassment":"high"}}]}""", "the score of \"harassment\" is not from 0 to 1")]
    [InlineData("""{"results":[{"flagged":true,"category_scores":{"harassment":1e300}}]}""", "the score of \"harassment\" is not from 0 to 1")]
    public void Transform_AnotherShape_SaysWhatIsWrong(string body, string fault)
    {
        _moderating.Server.Next(new Answer(200, body));
        Assert.Equal([$"the answer has another shape: {fault}"], _moderating.Moderate("Good day.").Texts(Reason));
    }

    [Fact]
    public void Transform_ModelWithoutIllicit_HasNanThere()
    {
        _moderating.Server.Next(new Answer(200, ModerationServer.Body("Good day.", without: "illicit")));
        var row = Assert.Single(_moderating.Ml.Data.CreateEnumerable<Scores>(_moderating.Moderate("Good day."), reuseRowObject: false));
        Assert.Equal(new Scores { ModerationScore = 0.09f, ModerationHate = 0.001f, ModerationIllicit = float.NaN }, row);
    }

    [Theory]
    [InlineData(401)]
    [InlineData(403)]
    public void Transform_RefusedKey_EndsTheRunAtOnce(int status)
    {
        _moderating.Server.Next(new Answer(status, """{"error":{"message":"Incorrect API key provided."}}"""));
        var view = _moderating.Moderate(_moderating.Options with { MaxParallelCalls = 1 }, "Good day.", "Good night.");
        Assert.Equal(
            $"The key in {_moderating.KeyVariable} is refused: the server answered {status}: Incorrect API key provided. ({_moderating.Server.Endpoint}). "
            + "Set a key that may use model 'omni-moderation-latest'. Answers that are in the cache are kept.",
            Assert.Throws<ModerationAccessException>(() => view.Texts(Reason)).Message);
        Assert.Single(_moderating.Server.Requests);
    }

    [Fact]
    public void Transform_QuotaSpent_EndsTheRunAtOnce()
    {
        _moderating.Server.Next(new Answer(429, """{"error":{"message":"No quota.","code":"insufficient_quota"}}""", ("Retry-After", "7")));
        var view = _moderating.Moderate(_moderating.Options with { MaxParallelCalls = 1 }, "Good day.", "Good night.");
        Assert.Equal(
            $"The quota of the key in {_moderating.KeyVariable} is spent, and no waiting brings it back: the server answered 429: No quota. "
            + $"({_moderating.Server.Endpoint}). Raise the quota, or set a key that has some. Answers that are in the cache are kept.",
            Assert.Throws<ModerationAccessException>(() => view.Texts(Reason)).Message);
        Assert.Single(_moderating.Server.Requests);
        Assert.Empty(_moderating.Time.Waits);
    }

    [Fact]
    public void Transform_Cancelled_Stops()
    {
        using var source = new CancellationTokenSource();
        var options = _moderating.Options with { CancellationToken = source.Token, Progress = new Reporter(_ => source.Cancel()), MaxParallelCalls = 1 };
        var view = _moderating.Moderate(options, "Good day.", "Good night.", "Good morning.");
        Assert.ThrowsAny<OperationCanceledException>(() => view.Texts(Reason));
        Assert.InRange(_moderating.Server.Requests.Count, 1, 2);
    }

    private sealed record Scores
    {
        public bool ModerationFlagged { get; set; }

        public float ModerationScore { get; set; }

        public float ModerationHate { get; set; }

        public float ModerationIllicit { get; set; } = float.NaN;

        public string ModerationUnscoredReason { get; set; } = "";
    }

    private sealed class Reporter(Action<ModerationProgress> report) : IProgress<ModerationProgress>
    {
        public void Report(ModerationProgress value) => report(value);
    }
}
