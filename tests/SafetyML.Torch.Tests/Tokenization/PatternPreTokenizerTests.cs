using System.Text.Json.Nodes;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class PatternPreTokenizerTests
{
    // The table of the tokenizers library's documentation for "the-final--countdown" split at "-".
    [Theory]
    [InlineData(SplitBehavior.Removed, "the final countdown")]
    [InlineData(SplitBehavior.Isolated, "the - final - - countdown")]
    [InlineData(SplitBehavior.MergedWithPrevious, "the- final- - countdown")]
    [InlineData(SplitBehavior.MergedWithNext, "the -final - -countdown")]
    [InlineData(SplitBehavior.Contiguous, "the - final -- countdown")]
    internal void PreTokenize_EachBehavior_SplitsAsDocumented(SplitBehavior behavior, string pieces)
        => Assert.Equal(pieces.Split(' '), Split("the-final--countdown", "-", behavior));

    [Fact]
    public void PreTokenize_Inverted_KeepsWhatMatches()
        => Assert.Equal(["a1", "b2"], Split(" a1, b2!", @"\w+", SplitBehavior.Removed, inverted: true));

    [Fact]
    public void PreTokenize_LettersAboveTheBasicPlane_AreLetters()
        => Assert.Equal(["x𝒜𠀀y", " ", "😀", "𝟘"], Split("x𝒜𠀀y 😀𝟘", @"\p{L}+|\p{N}|\s|[^\s\p{L}\p{N}]+"));

    [Theory]
    [InlineData("I'll  go \n", "I 'll _ _go __")]
    [InlineData("don't 123!!", "don 't _123 !!")]
    public void PreTokenize_Gpt2Pattern_SplitsAsGpt2(string text, string pieces)
        => Assert.Equal(pieces.Split(' '), Split(text, PreTokenizerReader.Gpt2Pattern).Select(piece => piece.Replace(' ', '_').Replace('\n', '_')));

    [Fact]
    public void PreTokenize_IgnoredCase_KnowsTheLongS() => Assert.Equal(["it", "'ſ", "it", "'S"], Split("it'ſit'S", @"(?i:'s|'t)|\p{L}+"));

    // Pieces of the tokenizers library 0.19: its patterns are Oniguruma's, its Whitespace is Rust's.
    [Fact]
    public void PreTokenize_JoinersAndFractions_AreWordsAsEachLibrarySays()
    {
        const string text = "a\u200Db ½x";
        Assert.Equal(["a", "b", "½x"], Split(text, @"\w+", SplitBehavior.Removed, inverted: true));
        var whitespace = TinyTokenizer.Load(JsonNode.Parse("""
            {"pre_tokenizer": {"type": "Whitespace"}, "decoder": {"type": "Fuse"},
             "model": {"type": "WordPiece", "unk_token": "?", "vocab": {"?": 0, "a\u200db": 1, "½": 2, "x": 3}}}
            """)!.AsObject());
        Assert.Equal([1, 2, 3], whitespace.Encode(text));
    }

    [Theory]
    [InlineData(@"\w+")]
    [InlineData(@"[\w]+")]
    public void PreTokenize_WordCharacters_IncludeMarksAndLetterNumbers(string pattern) => Assert.Equal(["कि", " ", "xⅧ", "-"], Split("कि xⅧ-", pattern));

    [Fact]
    public void PreTokenize_PatternThatTakesForever_StopsWithItsName()
    {
        var fault = Assert.Throws<TokenizerFormatException>(() => Split(new string('a', 60) + "!", "^(a+)+$"));

        Assert.Equal("The split pattern '^(a+)+$' takes longer than 1 s on a text of 61 characters.", fault.Message);
    }

    [Fact]
    public void Constructor_PatternThatIsNone_NamesIt()
        => Assert.StartsWith("The split pattern '(' cannot be read: ", Assert.Throws<TokenizerFormatException>(() => new PatternPreTokenizer("(")).Message, StringComparison.Ordinal);

    private static IEnumerable<string> Split(string text, string pattern, SplitBehavior behavior = SplitBehavior.Isolated, bool inverted = false)
        => new PatternPreTokenizer(pattern, behavior, inverted).PreTokenize(text).Select(piece => text.Substring(piece.Offset, piece.Length));
}
