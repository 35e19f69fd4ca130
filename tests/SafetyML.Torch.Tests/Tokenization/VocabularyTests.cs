using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class VocabularyTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(7, 1)]
    [InlineData(400_003, 5)]
    public void Add_ThousandsOfTokens_FindsEachBothWays(int factor, int offset)
    {
        var vocabulary = new Vocabulary();
        for (var i = 0; i < 5000; i++)
            vocabulary.Add($"t{i}", (i * factor) + offset);

        Assert.Equal(5000, vocabulary.Count);
        for (var i = 0; i < 5000; i++)
            Assert.Equal(($"t{i}", (i * factor) + offset), (vocabulary.TokenOf(vocabulary.IdOf($"t{i}")!.Value), vocabulary.IdOf($"t{i}")));
        Assert.Null(vocabulary.IdOf("t5000"));
        Assert.Null(vocabulary.TokenOf(0));
    }

    [Fact]
    public void Add_TokenAgain_TheLaterIdCountsAndTheEarlierStillNamesIt()
    {
        var vocabulary = new Vocabulary();
        vocabulary.Add("a", 0);
        vocabulary.Add("b", 1);
        vocabulary.Add("a", 2);

        Assert.Equal((2, 2, "a", "a", 3), (vocabulary.Count, vocabulary.IdOf("a"), vocabulary.TokenOf(0), vocabulary.TokenOf(2), vocabulary.Size));
        Assert.False(vocabulary.TryAdd("c", 1));
        Assert.True(vocabulary.TryAdd("b", 1));
    }

    [Fact]
    public void With_AddedTokens_StandAboveTheOthers()
    {
        var vocabulary = new Vocabulary();
        vocabulary.Add("a", 0);
        vocabulary.Add("b", 1);

        var all = vocabulary.With([new AddedToken(1, "<b>"), new AddedToken(9, "a")]);

        Assert.Equal(("<b>", 9, 1, 1, 10), (all.TokenOf(1), all.IdOf("a"), all.IdOf("b"), all.IdOf("<b>"), all.Size));
        Assert.Equal((0, "b"), (vocabulary.IdOf("a"), vocabulary.TokenOf(1)));
    }
}
