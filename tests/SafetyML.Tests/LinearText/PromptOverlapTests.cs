using SafetyML.LinearText;
using Xunit;

namespace SafetyML.Tests.LinearText;

public sealed class PromptOverlapTests
{
    [Theory]
    [InlineData("")]
    [InlineData(" \n?!")]
    public void Add_NoWordInThePrompt_SaysThatThereIsNone(string prompt)
    {
        Assert.Equal(Features("", "I cannot zorble."), Features(prompt, "I cannot zorble."));
        Assert.Single(Features(prompt, "I cannot zorble."));
    }

    [Theory]
    [InlineData("Zorble me.", "I cannot zorble.")]
    [InlineData("Zorble me.", "No.")]
    [InlineData("no", "")]
    public void Add_Prompt_NeverSaysThatThereIsNone(string prompt, string answer) => Assert.DoesNotContain(Features("", answer)[0], Features(prompt, answer));

    [Fact]
    public void Add_SharedWord_TellsARefusalFromAnAnswer()
    {
        var refused = Features("How do I zorble a gromm?", "I cannot zorble.");
        var answered = Features("How do I zorble a gromm?", "You zorble slowly.");
        Assert.NotEqual(refused, answered);
        Assert.Equal(answered, Features("How do I zorble a gromm?", "Gently zorble today."));
        Assert.Empty(Features("How do I zorble a gromm?", "Walk slowly."));
    }

    private static int[] Features(string prompt, string answer)
    {
        var (asked, answered, features) = (new ScannedText(), new ScannedText(), new FeatureBuffer());
        asked.Read(prompt);
        answered.Read(answer);
        features.Clear();
        features.Begin(FeatureGroup.Overlap);
        new PromptOverlap().Add(asked, answered, features);
        return features.Buckets[..features.Count];
    }
}
