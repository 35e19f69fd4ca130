using SafetyML.LinearText;
using Xunit;

namespace SafetyML.Tests.LinearText;

public sealed class ScannedTextTests
{
    [Theory]
    [InlineData("I CAN’T help", "i can't help")]
    [InlineData("**I** _can't_ help!", "I can't help")]
    [InlineData("“I can‘t help”", "i can't help")]
    [InlineData("ÉTÉ ünd ΣΑΣ", "été ünd σασ")]
    [InlineData("'quoted' word", "quoted word")]
    public void Read_CaseMarkupAndApostrophes_DoNotMatter(string left, string right) => Assert.Equal(Hashes(left), Hashes(right));

    [Fact]
    public void Read_WordsAndSentences_AreCounted()
    {
        var text = Read("Sorry, no. I can't!\n\n1. Walk\n2. Run\n- Swim\n```x```\nReally?");
        Assert.Equal((11, 7), (text.Words, text.Sentences));
        Assert.Equal((0, 0, 1), (text.Sentence[0], text.Sentence[1], text.Sentence[2]));
    }

    [Fact]
    public void Read_QuotedSpeech_IsMarked()
    {
        var text = Read("He said \"I cannot help\" and left.");
        Assert.Equal([false, false, true, true, true, false, false], text.Quoted[..text.Words]);
        text = Read("\"I cannot help,\" I might say.");
        Assert.Equal([false, false, false, false, false, false], text.Quoted[..text.Words]);
    }

    [Theory]
    [InlineData("\ud83d")]
    [InlineData("\udc00 a \ud83d\ude00 b")]
    [InlineData("\0\u200b\ufeff")]
    [InlineData("'''’’’")]
    public void Read_BrokenOrOddText_DoesNotFail(string text) => Assert.InRange(Read(text).Words, 0, 2);

    [Fact]
    public void Read_LongText_KeepsTheFirstWords() => Assert.Equal(ScannedText.MaxWords, Read(string.Concat(Enumerable.Repeat("word ", 5000))).Words);

    private static ScannedText Read(string text)
    {
        var scanned = new ScannedText();
        scanned.Read(text);
        return scanned;
    }

    private static uint[] Hashes(string text)
    {
        var scanned = Read(text);
        return scanned.Hash[..scanned.Words];
    }
}
