using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class PairTests
{
    // Ids and types of the tokenizers library 0.19.1, truncated as transformers does for truncation=True.
    [Theory]
    [InlineData("a b c", "hello world", null, "2 5 6 7 3 8 9 3", "0 0 0 0 0 1 1 1")]
    [InlineData("a b c", "hello world", 7, "2 5 6 3 8 9 3", "0 0 0 0 1 1 1")]
    [InlineData("a b c", "hello world", 6, "2 5 6 3 8 3", "0 0 0 0 1 1")]
    [InlineData("hello", "a b c", 6, "2 8 3 5 6 3", "0 0 0 1 1 1")]
    [InlineData("a b c", null, 4, "2 5 6 3", "0 0 0 0")]
    [InlineData("a b", "b a", 3, "2 3 3", "0 0 1")]
    public void EncodePair_LongestFirst_CutsAsTheLibrary(string first, string? second, int? most, string ids, string types)
    {
        var pair = TinyTokenizer.Load(TinyEncoder.WordPiece()).EncodePair(first, second, most);

        Assert.Equal(TinyEncoder.Numbers(ids, " "), pair.Ids);
        Assert.Equal(TinyEncoder.Numbers(types, " "), pair.TypeIds);
    }

    [Fact]
    public void EncodePair_OnlyOneText_CutsThatOne()
    {
        var tokenizer = TinyTokenizer.Load(TinyEncoder.WordPiece());

        Assert.Equal([2, 5, 6, 7, 3, 8, 3], tokenizer.EncodePair("a b c", "hello world", 7, PairCut.OnlySecond).Ids);
        Assert.Equal([2, 5, 3, 8, 9, 3], tokenizer.EncodePair("a b c", "hello world", 6, PairCut.OnlyFirst).Ids);
    }

    [Fact]
    public void EncodePair_EmptySecondText_IsAPair()
        => Assert.Equal([0, 0, 0, 1], TinyTokenizer.Load(TinyEncoder.WordPiece()).EncodePair("a", "").TypeIds);

    [Fact]
    public void EncodePair_NoRoom_SaysHowMuchIsNeeded()
    {
        var tokenizer = TinyTokenizer.Load(TinyEncoder.WordPiece());

        Fails.Saying<ArgumentOutOfRangeException>("The tokens around the text alone are 3; allowed are 3 or more.", () => tokenizer.EncodePair("a", "b", 2));
        Fails.Saying<ArgumentException>(
            "With OnlySecond, 5 tokens are too few: the texts have 3 and 1, and 3 stand around them.", () => tokenizer.EncodePair("a b c", "b", 5, PairCut.OnlySecond));
    }

    [Fact]
    public void EncodePair_NothingAroundTexts_GivesTheSecondTypeOne()
    {
        var pair = TinyTokenizer.Load(TinyTokenizer.ByteLevel()).EncodePair("a", "bc");

        Assert.Equal([97, 98, 99], pair.Ids);
        Assert.Equal([0, 1, 1], pair.TypeIds);
    }

    [Fact]
    public void EncodePair_BeginTokenOfTheSettings_StandsBeforeEachText()
    {
        var json = TinyTokenizer.ByteLevel();
        json["added_tokens"] = TinyTokenizer.Json("""[{"id": 300, "content": "<s>", "special": true}]""");

        var pair = TinyTokenizer.Load(json, """{"bos_token": "<s>", "add_bos_token": true}""").EncodePair("a", "b");

        Assert.Equal([300, 97, 300, 98], pair.Ids);
        Assert.Equal([0, 0, 1, 1], pair.TypeIds);
    }
}
