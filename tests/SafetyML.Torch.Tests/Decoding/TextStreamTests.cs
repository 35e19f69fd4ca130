using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class TextStreamTests
{
    [Fact]
    public void Next_GrowingText_GivesWhatIsNew()
    {
        var stream = Stream();

        Assert.Equal(["The", " sky", ""], new[] { "The", "The sky", "The sky" }.Select(stream.Next));
        Assert.Equal("!", stream.Finish("The sky!"));
    }

    [Fact]
    public void Next_IncompleteCharacter_IsHeldBack()
    {
        var stream = Stream();

        Assert.Equal("caf", stream.Next("caf\uFFFD"));
        Assert.Equal("é", stream.Next("café"));
    }

    [Fact]
    public void Next_BeginningOfAStopString_IsHeldBackUntilItIsKnown()
    {
        var stream = Stream("###");

        Assert.Equal("one", stream.Next("one#"));
        Assert.Equal("", stream.Next("one##"));
        Assert.Equal("## two", stream.Next("one## two"));
    }

    [Fact]
    public void Finish_StopStringCameAcrossTokens_GivesNothingOfIt()
    {
        var stream = Stream("###");

        Assert.Equal("one", stream.Next("one##"));
        Assert.Equal("", stream.Finish("one"));
    }

    private static TextStream Stream(params string[] stops) => new(new StopStrings(stops, _ => ""));
}
