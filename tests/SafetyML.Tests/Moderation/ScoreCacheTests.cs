using SafetyML.Moderation;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Moderation;

public sealed class ScoreCacheTests : IDisposable
{
    private const string Reason = "ModerationUnscoredReason";
    private readonly TempFolder _folder = new();

    private string File => _folder.File(ScoreCache.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Transform_SecondRun_AsksNothingAndNeedsNoKey()
    {
        using var moderating = new Moderating();
        moderating.Options = moderating.Options with { CacheFolder = _folder.File("new/cache") };
        var first = moderating.Moderate("Help me zib a teacher.", "Good day.").Values<float>("ModerationHarassment");
        Environment.SetEnvironmentVariable(moderating.KeyVariable, null);
        var second = moderating.Moderate("Help me zib a teacher.", "Good day.");
        Assert.Equal(first, second.Values<float>("ModerationHarassment"));
        Assert.Equal([true, false], second.Values<bool>("ModerationFlagged"));
        Assert.Equal(2, moderating.Server.Requests.Count);
    }

    [Fact]
    public void Transform_AnotherModel_IsAskedAgain()
    {
        using var moderating = new Moderating();
        moderating.Options = moderating.Options with { CacheFolder = _folder.Path };
        moderating.Moderate("Good day.").Texts(Reason);
        moderating.Moderate(moderating.Options with { Model = "another" }, "Good day.").Texts(Reason);
        Assert.Equal(2, moderating.Server.Requests.Count);
    }

    [Fact]
    public void Transform_Failure_IsNotKept()
    {
        using var moderating = new Moderating();
        moderating.Options = moderating.Options with { CacheFolder = _folder.Path };
        moderating.Server.Next(new ModerationServer.Answer(400));
        Assert.Equal(["the server answered 400"], moderating.Moderate("Good day.").Texts(Reason));
        Assert.Equal([""], moderating.Moderate("Good day.").Texts(Reason));
    }

    [Fact]
    public void Add_Text_LeavesItsHashOnly()
    {
        Cache().Add(ScoreKey.Of("model", "Help me zib a teacher."), Score(0.25f));
        // The SHA-256 of "model", a NUL and the text, by sha256sum.
        var key = "c216176fd86d2eee824e02f1c14054d3e74eeb2cd106eaa571b4497c6afd7cde";
        var scores = string.Join(",", ModerationServer.Categories.Select(name => $"\"{name}\":0.25"));
        Assert.Equal("{\"sha256\":\"" + key + "\",\"flagged\":true,\"scores\":{" + scores + "}}\n", System.IO.File.ReadAllText(File));
    }

    [Fact]
    public void Refresh_LastLineCutAnywhere_KeepsTheOthersAndHeals()
    {
        var cache = Cache();
        cache.Add("one", Score(0.1f));
        var before = new FileInfo(File).Length;
        cache.Add("two", Score(0.2f));
        var whole = System.IO.File.ReadAllBytes(File);
        for (var length = (int)before; length <= whole.Length; length++)
        {
            System.IO.File.WriteAllBytes(File, whole[..length]);
            var cut = Cache();
            Assert.Equal(0.1f, cut.Find("one")!.Highest);
            // Only the end of the line may be missing from a line that counts.
            Assert.Equal(length >= whole.Length - 1, cut.Find("two") is not null);
            cut.Add("three", Score(0.3f));
            var healed = Cache();
            Assert.Equal(0.1f, healed.Find("one")!.Highest);
            Assert.Equal(0.3f, healed.Find("three")!.Highest);
            Assert.Equal(length >= whole.Length - 1, healed.Find("two") is not null);
        }
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("[]")]
    [InlineData("""{"sha256":"bad","flagged":true,"scores":{"hate":0}}""")]
    [InlineData("""{"sha256":7}""")]
    [InlineData("\0\0\0")]
    [InlineData("""{"sha256":"\ud800","flagged":true,"scores":{"hate":0}}""")]
    [InlineData("""{"\ud800":1,"sha256":"bad","flagged":true,"scores":{"\udfff":0}}""")]
    public void Refresh_ForeignLine_IsPassedOver(string line)
    {
        System.IO.File.WriteAllText(File, line + "\n");
        var cache = Cache();
        Assert.Null(cache.Find("bad"));
        cache.Add("one", Score(0.1f));
        Assert.NotNull(Cache().Find("one"));
    }

    [Fact]
    public void Refresh_LineOfInvalidUtf8_IsPassedOver()
    {
        Cache().Add("one", Score(0.1f));
        var line = System.IO.File.ReadAllBytes(File);
        line["{\"sha256\":\"".Length] = 0xff;
        System.IO.File.AppendAllBytes(File, line);
        var cache = Cache();
        cache.Add("two", Score(0.2f));
        Assert.Equal((0.1f, 0.2f), (Cache().Find("one")!.Highest, Cache().Find("two")!.Highest));
    }

    [Fact]
    public void Refresh_LinesAcrossPieces_AreAllRead()
    {
        var key = new string('k', 50);
        var cache = Cache();
        for (var i = 0; i < 300; i++)
            cache.Add($"{key}{i}", Score(i / 300f));
        System.IO.File.AppendAllText(File, new string('x', 200_000) + "\n");
        cache.Add("after", Score(0.5f));
        System.IO.File.AppendAllText(File, new string('x', 200_000));
        var read = Cache();
        Assert.All(Enumerable.Range(0, 300), i => Assert.Equal(i / 300f, read.Find($"{key}{i}")!.Highest));
        Assert.Equal(0.5f, read.Find("after")!.Highest);
        cache.Add("last", Score(0.6f));
        read.Refresh();
        Assert.Equal(0.6f, read.Find("last")!.Highest);
    }

    [Fact]
    public void Refresh_LargeFile_IsReadInPieces()
    {
        using (var file = System.IO.File.Create(File))
            file.SetLength(1 << 25);
        Cache().Add("one", Score(0.1f));
        var cache = new ScoreCache(_folder.Path);
        var before = GC.GetAllocatedBytesForCurrentThread();
        cache.Refresh();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        Assert.Equal(0.1f, cache.Find("one")!.Highest);
    }

    [Fact]
    public void Add_SeveralCachesAtOnce_LosesNothing()
    {
        // An open file is locked against every other open file, of this process as of another.
        Parallel.For(0, 4, writer =>
        {
            var cache = Cache();
            for (var i = 0; i < 50; i++)
                cache.Add($"{writer}-{i}", Score(i / 100f));
        });
        var all = Cache();
        Assert.Equal(200, System.IO.File.ReadLines(File).Count());
        for (var i = 0; i < 50; i++)
            Assert.All(Enumerable.Range(0, 4), writer => Assert.Equal(i / 100f, all.Find($"{writer}-{i}")!.Highest));
    }

    [Fact]
    public void Refresh_LinesOfAnother_AreRead()
    {
        var (mine, others) = (Cache(), Cache());
        others.Add("one", Score(0.1f));
        Assert.Null(mine.Find("one"));
        mine.Refresh();
        Assert.NotNull(mine.Find("one"));
    }

    [Fact]
    public void Refresh_FolderThatIsAFile_NamesIt()
    {
        var file = _folder.Write("file", "");
        var exception = Assert.Throws<IOException>(() => new ScoreCache(file).Refresh());
        Assert.StartsWith($"The cache '{Path.Combine(file, ScoreCache.FileName)}' cannot be used: ", exception.Message);
        Assert.EndsWith(" Give a CacheFolder that can be written, or null.", exception.Message);
    }

    [Fact]
    public void Of_UnpairedSurrogate_IsAKey() => Assert.Equal(64, ScoreKey.Of("model", "\ud800").Length);

    private static ModerationScore Score(float value) => ModerationScore.Of(true, [.. ModerationCategories.All.Select(_ => value)]);

    private ScoreCache Cache()
    {
        var cache = new ScoreCache(_folder.Path);
        cache.Refresh();
        return cache;
    }
}
