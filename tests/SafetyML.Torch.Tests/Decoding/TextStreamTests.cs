using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class TextStreamTests
{
    [Fact]
    public void Next_NewTokens_GivesTheirTextOnce()
    {
        var stream = Stream();

        Assert.Equal("The", stream.Next(Answer("The")));
        Assert.Equal(" sky", stream.Next(Answer("The sky")));
        Assert.Equal("", stream.Next(Answer("The sky")));
        Assert.Equal("!", stream.Finish("The sky!"));
    }

    [Fact]
    public void Next_BeginningOfAStopString_IsHeldBackUntilItIsKnown()
    {
        var stream = Stream("###");

        Assert.Equal("one", stream.Next(Answer("one#")));
        Assert.Equal("", stream.Next(Answer("one##")));
        Assert.Equal("## two", stream.Next(Answer("one## two")));
    }

    [Fact]
    public void Finish_StopStringCameAcrossTokens_GivesNothingOfIt()
    {
        var stream = Stream("###");

        Assert.Equal("one", stream.Next(Answer("one##")));
        Assert.Equal("", stream.Finish("one"));
    }

    [Fact]
    public void Finish_BeginningOfAStopStringWasNone_GivesIt()
    {
        var stream = Stream("###");

        Assert.Equal("one", stream.Next(Answer("one##")));
        Assert.Equal("##", stream.Finish("one##"));
    }

    // A token per character.
    private static TextStream Stream(params string[] stops) => new(id => ((char)id).ToString(), new StopStrings(stops, _ => ""));

    private static Hypothesis Answer(string text) => text.Aggregate(Hypothesis.Empty, (before, character) => before.Append(character, 0));
}
