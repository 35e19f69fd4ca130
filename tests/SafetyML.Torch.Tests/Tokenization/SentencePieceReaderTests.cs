using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class SentencePieceReaderTests
{
    private const int First = 259;

    private static readonly string[] Pieces = ["▁a", "aa", "▁aa", "ab", "▁", "a", "b"]; // ids 259 to 265, earlier is joined first

    [Theory]
    [InlineData("a", new[] { First })]
    [InlineData("ab", new[] { First, First + 6 })]
    [InlineData("bab", new[] { First + 4, First + 6, First + 3 })]
    [InlineData("baaa", new[] { First + 4, First + 6, First + 1, First + 5 })]
    [InlineData(" a", new[] { First + 4, First })]
    [InlineData("", new int[0])]
    public void Encode_Pieces_JoinsTheBestScoreFirstThenTheLeftmost(string text, int[] ids)
        => Assert.Equal(ids, Load().Encode(text, addSpecialTokens: false));

    [Fact]
    public void Encode_CharacterWithoutPiece_BecomesItsBytes()
        => Assert.Equal([First + 4, 3 + 0xC3, 3 + 0xA4, First + 5], Load().Encode("äa", addSpecialTokens: false));

    [Fact]
    public void Encode_NoByteFallback_MakesOneUnknownOfNeighbours()
    {
        var model = new TinySentencePiece { HasByteFallback = false }.WithControls().WithPieces(Pieces).ToArray();

        Assert.Equal([First + 4, 0, First + 5, 0], TinyTokenizer.Load(model).Encode("äöaü", addSpecialTokens: false));
    }

    [Fact]
    public void Encode_ControlTokensInText_AreText()
    {
        var ids = Load().Encode("</s><s>");

        Assert.Equal(1, ids[0]);
        Assert.DoesNotContain(2, ids);
        Assert.Single(ids, 1);
    }

    [Fact]
    public void Encode_UserDefinedPiece_IsFoundBeforeMerges()
    {
        var model = new TinySentencePiece().WithControls().WithPieces(Pieces).Add("bab", 0, kind: 4).ToArray();

        Assert.Equal([First, First + 7, First + 5], TinyTokenizer.Load(model).Encode("ababa", addSpecialTokens: false));
    }

    [Fact]
    public void Encode_UnusedPiece_IsCutWhereItWasJoined()
    {
        var model = new TinySentencePiece().WithControls().WithPieces("▁", "a", "b").Add("ab", 5, kind: 5).Add("abb", 4).ToArray();

        Assert.Equal([First, First + 1, First + 2, First + 1], TinyTokenizer.Load(model).Encode("aba", addSpecialTokens: false));
        Assert.Equal([First, First + 4], TinyTokenizer.Load(model).Encode("abb", addSpecialTokens: false));
    }

    [Fact]
    public void Encode_NoDummyPrefix_BeginsWithoutSpace()
    {
        var tokenizer = TinyTokenizer.Load(new TinySentencePiece { AddsDummyPrefix = false }.WithControls().WithPieces(Pieces).ToArray());

        Assert.Equal([First + 5, First], tokenizer.Encode("a a", addSpecialTokens: false));
        Assert.Equal(" a", tokenizer.Decode([First]));
    }

    [Fact]
    public void Encode_ExtraSpacesRemoved_KeepsSingleOnes()
    {
        var tokenizer = TinyTokenizer.Load(new TinySentencePiece { RemovesExtraSpaces = true }.WithControls().WithPieces(Pieces).ToArray());

        Assert.Equal([First, First], tokenizer.Encode("  a   a ", addSpecialTokens: false));
        Assert.Empty(tokenizer.Encode("   ", addSpecialTokens: false));
    }

    [Theory]
    [InlineData(true, new[] { First, 266, First })]
    [InlineData(false, new[] { First, 266, First + 5 })]
    public void Encode_TextAfterAnAddedToken_GetsASpaceInLegacyFolders(bool legacy, int[] ids)
    {
        var settings = $$"""{"legacy": {{(legacy ? "true" : "false")}}, "added_tokens_decoder": {"266": {"content": "<x>", "special": true} } }""";

        Assert.Equal(ids, TinyTokenizer.Load(Model(), settings).Encode("a<x>a", addSpecialTokens: false));
    }

    [Fact]
    public void Load_OlderFolder_ReadsAddedTokensJson()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("tokenizer.model"), Model());
        File.WriteAllText(folder.File("added_tokens.json"), """{"<pad>": 266}""");
        File.WriteAllText(folder.File("special_tokens_map.json"), """{"pad_token": "<pad>"}""");

        var tokenizer = ModelTokenizer.Load(folder);

        Assert.Equal(266, tokenizer.PadId);
        Assert.Equal([1, First, 266], tokenizer.Encode("a<pad>"));
        Assert.Equal("a", tokenizer.Decode([1, First, 266]));
    }

    [Theory]
    [InlineData(null, new[] { 1, First })]
    [InlineData("""{"add_bos_token": false}""", new[] { First })]
    [InlineData("""{"add_eos_token": true, "eos_token": "</s>"}""", new[] { 1, First, 2 })]
    public void Encode_SpecialTokens_FollowTheSettings(string? settings, int[] ids) => Assert.Equal(ids, TinyTokenizer.Load(Model(), settings).Encode("a"));

    [Fact]
    public void Encode_LongRun_TakesNoQuadraticTime() => Assert.Equal(50_001, Load().Encode(new string('a', 100_000), addSpecialTokens: false).Length);

    [Fact]
    public void Load_WordModel_SaysWhatIsSupported()
    {
        var fault = Assert.Throws<TokenizerFormatException>(() => TinyTokenizer.Load(new TinySentencePiece { ModelType = 3 }.WithControls().ToArray()));

        Assert.Equal("tokenizer.model: the SentencePiece model type is word; supported are BPE and unigram. Use the model's tokenizer.json.", fault.Message);
    }

    [Fact]
    public void Load_CharacterMapThatIsNone_SaysWhatIsWrong()
    {
        var fault = Assert.Throws<TokenizerFormatException>(() => TinyTokenizer.Load(new TinySentencePiece { CharacterMap = [1, 2, 3] }.WithControls().ToArray()));

        Assert.StartsWith("tokenizer.model is neither a SentencePiece model (a character map of 3 bytes has no size)", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_PieceTooLongToBeCut_NamesItAndTheLimit()
    {
        var model = new TinySentencePiece().WithControls().WithPieces("a", new string('a', 257)).ToArray();

        var fault = Assert.Throws<TokenizerFormatException>(() => TinyTokenizer.Load(model));

        Assert.Equal("tokenizer.model: piece 260 has 257 characters; allowed in byte-pair encoding are 256.", fault.Message);
    }

    private static byte[] Model() => new TinySentencePiece().WithControls().WithPieces(Pieces).ToArray();

    private static ModelTokenizer Load() => TinyTokenizer.Load(Model());
}
