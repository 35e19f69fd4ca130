using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class StopStringsTests
{
    [Theory]
    [InlineData("abc", false)]
    [InlineData("ab###", true)]
    [InlineData("ab##", false)]
    public void Ends_TokensOfOneCharacter_FindsAStopStringThatSpansSeveral(string text, bool expected)
    {
        var sequence = text.Aggregate(Hypothesis.Empty, (before, character) => before.Append(character, 0));

        Assert.Equal(expected, Stops("###", "\n\n").Ends(sequence));
    }

    [Fact]
    public void Ends_NoStopStrings_DecodesNothing()
    {
        var stops = new StopStrings([], _ => throw new InvalidOperationException("decoded"));

        Assert.False(stops.Ends(Hypothesis.Empty.Append(1, 0)));
    }

    [Theory]
    [InlineData("one###two\n\nthree", "one")]
    [InlineData("one\n\ntwo###", "one")]
    [InlineData("one", "one")]
    public void Cut_SeveralStopStrings_CutsBeforeTheFirst(string text, string expected) => Assert.Equal(expected, Stops("###", "\n\n").Cut(text));

    [Theory]
    [InlineData("one#", 1)]
    [InlineData("one##", 2)]
    [InlineData("one\n", 1)]
    [InlineData("one", 0)]
    [InlineData("", 0)]
    public void Undecided_TextEndsLikeABeginningOfAStopString_CountsItsCharacters(string text, int expected) =>
        Assert.Equal(expected, Stops("###", "\n\n").Undecided(text));

    private static StopStrings Stops(params string[] texts) => new(texts, ids => string.Concat(ids.Select(id => (char)id)));
}
