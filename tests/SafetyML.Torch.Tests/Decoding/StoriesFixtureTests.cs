using SafetyML.Torch.Decoding;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using TorchSharp;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

/// <summary>A real model with its tokenizer: the greedy story, whole and streamed.</summary>
public sealed class StoriesFixtureTests
{
    private static readonly DecodingOptions Greedy = new() { Beams = 1, MaxNewTokens = 199 };

    [SkippableFact]
    public void Generate_FromTheBeginToken_TellsTheReferenceStory()
    {
        string folder = Fixtures.Folder("stories260k");
        var reference = Fixtures.Json(folder, "reference.json");
        using var model = Load(folder);

        var story = Assert.Single(new TextGenerator(model).Generate([""], Greedy));

        Assert.Equal(Fixtures.Integers(reference.GetProperty("greedy_from_bos_199_ids")), story.Ids);
        Assert.Equal(reference.GetProperty("greedy_text").GetString(), story.Text);
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(4)]
    public void Stream_SeveralChunks_AreTheTextOfGenerate(int beams)
    {
        using var model = Load(Fixtures.Folder("stories260k"));
        var generator = new TextGenerator(model);
        var options = new DecodingOptions { Beams = beams, MaxNewTokens = 60 };

        string[] chunks = [.. generator.Stream("Once upon a time", options)];

        Assert.Equal(generator.Generate(["Once upon a time"], options)[0].Text, string.Concat(chunks));
        Assert.True(chunks.Length > 5, $"{chunks.Length} chunks");
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(4)]
    public void Generate_StopStringAcrossTokens_CutsTheTextBeforeIt(int beams)
    {
        using var model = Load(Fixtures.Folder("stories260k"));
        var generator = new TextGenerator(model);
        var options = new DecodingOptions { Beams = beams, MaxNewTokens = 60, StopStrings = [" girl named"] };

        var story = generator.Generate(["Once upon a time"], options)[0];

        Assert.Equal(FinishReason.StopString, story.FinishReason);
        Assert.EndsWith("a little", story.Text, StringComparison.Ordinal);
        Assert.Equal(story.Text, string.Concat(generator.Stream("Once upon a time", options)));
    }

    [SkippableFact]
    public void Generate_FiftyTimes_LeavesAsManyTensorsAsFiveTimes()
    {
        using var model = Load(Fixtures.Folder("stories260k"));
        var generator = new TextGenerator(model);
        var options = new DecodingOptions { MaxNewTokens = 5, RepetitionPenalty = 1.1 };

        long afterFive = LiveAfter(5);

        Assert.Equal(afterFive, LiveAfter(45));

        long LiveAfter(int times)
        {
            for (int i = 0; i < times; i++)
                generator.Generate(["Once upon a time", "One day"], options);
            return DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        }
    }

    private static LanguageModel Load(string folder) => LanguageModel.Load(folder, new() { Device = "cpu" });
}
