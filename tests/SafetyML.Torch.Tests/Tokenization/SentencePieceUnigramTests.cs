using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>Unigram models of SentencePiece, with its own normalizer.</summary>
public sealed class SentencePieceUnigramTests
{
    [Fact]
    public void Encode_CharacterMap_ReplacesTheLongestEntry()
    {
        var tokenizer = Load(new TinySentencePiece { ModelType = 1, CharacterMap = TinyCharacterMap.Of(("A", "a"), ("ﬁ", "fi")) }, "▁a", "fi", "a");

        Assert.Equal(["▁a", "fi", "a"], Tokens(tokenizer, "AﬁA"));
        Assert.Equal([0..1, 1..2, 2..3], tokenizer.EncodeToTokens("AﬁA", out _).Skip(1).Select(token => token.Offset));
    }

    [Theory]
    [InlineData("  a   a ", "▁a ▁a")]
    [InlineData("   ", "")]
    [InlineData("a", "▁a")]
    public void Encode_ExtraSpaces_GoAsTheModelSays(string text, string tokens)
        => Assert.Equal(tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries), Tokens(Load(new TinySentencePiece { ModelType = 1, RemovesExtraSpaces = true }, "▁a", "▁"), text));

    [Fact]
    public void Encode_UnknownCharacters_BecomeBytesOrOneUnknown()
    {
        Assert.Equal(["▁", "<0xC3>", "<0xA9>", "<0x78>"], Tokens(Load(new TinySentencePiece { ModelType = 1 }, "▁"), "éx"));
        Assert.Equal(["▁", "<unk>"], Tokens(Load(new TinySentencePiece { ModelType = 1, HasByteFallback = false }, "▁"), "éx"));
    }

    // It costs its length in bytes times the best score, less a tenth: no cut into other pieces is better where scores are not above zero.
    [Fact]
    public void Encode_UserDefinedPiece_IsKeptWhole()
    {
        var model = new TinySentencePiece { ModelType = 1, CharacterMap = TinyCharacterMap.Of(("A", "a")) }.WithControls().WithPieces("▁", "a", "b").Add("Aab", 0, kind: 4);
        var tokenizer = TinyTokenizer.Load(model.ToArray());

        Assert.Equal(["▁", "Aab", "a", "b"], Tokens(tokenizer, "AabAb"));
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "T5Tokenizer"}""", "▁a </s>")]
    [InlineData("""{"tokenizer_class": "LlamaTokenizer"}""", "<s> ▁a")]
    [InlineData("""{"tokenizer_class": "LlamaTokenizer", "do_lower_case": true}""", "<s> ▁a")]
    public void Encode_ClassOfTheSettings_SaysWhatStandsAround(string settings, string tokens)
    {
        var tokenizer = TinyTokenizer.Load(new TinySentencePiece { ModelType = 1 }.WithControls().WithPieces("▁a").ToArray(), settings);
        var text = settings.Contains("lower", StringComparison.Ordinal) ? "A" : "a";

        Assert.Equal(tokens.Split(' '), tokenizer.Encode(text).Select(id => tokenizer.TokenOf(id)));
    }

    [Fact]
    public void Encode_DebertaClass_FramesAndPairsWithItsOwnTokens()
    {
        var model = new TinySentencePiece { ModelType = 1 }.Add("[PAD]", 0, kind: 3).Add("[CLS]", 0, kind: 3).Add("[SEP]", 0, kind: 3).Add("[UNK]", 0, kind: 2).WithPieces("▁a");
        var tokenizer = TinyTokenizer.Load(model.ToArray(), """{"tokenizer_class": "DebertaV2Tokenizer"}""");

        Assert.Equal([1, 4, 5, 2], tokenizer.Encode("a[MASK]"));
        Assert.Equal([1, 4, 2, 4, 2], tokenizer.EncodePair("a", "a").Ids);
        Assert.Equal([0, 0, 0, 1, 1], tokenizer.EncodePair("a", "a").TypeIds);
    }

    [Fact]
    public void Load_SplitByPunctuation_IsRefusedByName()
        => Assert.Contains("\"split_by_punct\" of tokenizer_config.json is not supported", Assert.Throws<TokenizerFormatException>(
            () => TinyTokenizer.Load(new TinySentencePiece { ModelType = 1 }.WithControls().ToArray(), """{"split_by_punct": true}""")).Message, StringComparison.Ordinal);

    private static ModelTokenizer Load(TinySentencePiece model, params string[] pieces) => TinyTokenizer.Load(model.WithControls().WithPieces(pieces).ToArray());

    private static IEnumerable<string?> Tokens(ModelTokenizer tokenizer, string text)
        => tokenizer.Encode(text, addSpecialTokens: false).Select(tokenizer.TokenOf);
}
