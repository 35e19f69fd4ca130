using System.Text;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class StreamingDecoderTests
{
    private const int FirstByteId = 3;

    [Fact]
    public void Append_CharacterOfSeveralTokens_WaitsForItsLastByte()
    {
        var decoder = TinyTokenizer.Load(TinyTokenizer.ByteLevel()).CreateDecoder();

        Assert.Equal(["", "", "", "😀", "!"], Encoding.UTF8.GetBytes("😀!").Select(value => decoder.Append(value)));
        Assert.Equal("", decoder.Complete());
    }

    [Fact]
    public void Complete_CharacterThatIsCutOff_BecomesAReplacement()
    {
        var decoder = TinyTokenizer.Load(TinyTokenizer.ByteLevel()).CreateDecoder();

        Assert.Equal("a", decoder.Append('a') + decoder.Append(0xE2) + decoder.Append(0x82));
        Assert.Equal("\uFFFD", decoder.Complete());
    }

    [Fact]
    public void Append_SentencePieceTokens_RemovesTheFirstSpaceOnly()
    {
        var tokenizer = TinyTokenizer.Load(new TinySentencePiece().WithControls().WithPieces("▁a", "▁", "a").ToArray());
        var decoder = tokenizer.CreateDecoder();

        Assert.Equal(["", "a", " a", " ", " a"], new[] { 1, 259, 259, 260, 259 }.Select(decoder.Append));
    }

    [Fact]
    public void Append_BytesOfSentencePiece_GiveCharactersAsSoonAsTheyAreComplete()
    {
        var decoder = TinyTokenizer.Load(new TinySentencePiece().WithControls().WithPieces("▁a").ToArray()).CreateDecoder();

        Assert.Equal(["a", "\n", "", "ä", "", "\uFFFD\n"], new[] { 259, Byte(0x0A), Byte(0xC3), Byte(0xA4), Byte(0xE2), Byte(0x0A) }.Select(decoder.Append));
    }

    // The tokenizers library: a run of bytes with one that is wrong is wrong as a whole.
    [Fact]
    public void Append_BytesOfTokenizerJson_AreJudgedAsARun()
    {
        var tokenizer = TinyTokenizer.Load(TinyTokenizer.WordMarks(["▁", "a"]));

        Assert.Equal("a\uFFFD\uFFFD\uFFFDaä", tokenizer.Decode([260, Byte(0xC3), Byte(0xA4), Byte(0xE2), 260, Byte(0xC3), Byte(0xA4)]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Append_RandomIds_GiveWhatDecodeGives(int seed)
    {
        var random = new Random(seed);
        foreach (var tokenizer in Tokenizers())
            for (var round = 0; round < 300; round++)
            {
                var ids = Enumerable.Range(0, random.Next(12)).Select(_ => random.Next(tokenizer.VocabularySize + 3)).ToArray();
                foreach (var skips in new[] { true, false })
                {
                    var decoder = tokenizer.CreateDecoder(skips);
                    Assert.Equal(tokenizer.Decode(ids, skips), string.Concat(ids.Select(decoder.Append)) + decoder.Complete());
                }
            }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Decode_OfEncode_GivesTheTextBack(int seed)
    {
        var random = new Random(seed);
        foreach (var tokenizer in Tokenizers())
            for (var round = 0; round < 300; round++)
            {
                var text = RandomText(random);
                Assert.Equal(text, tokenizer.Decode(tokenizer.Encode(text)));
            }
    }

    private static ModelTokenizer[] Tokenizers() =>
    [
        TinyTokenizer.Load(TinyTokenizer.ByteLevel("h e", "Ġ h", "ã ģ")),
        TinyTokenizer.Load(TinyTokenizer.WordMarks(["▁", "h", "e", "▁h", "he"], "▁ h", "h e")),
        TinyTokenizer.Load(new TinySentencePiece().WithControls().WithPieces("▁h", "he", "▁▁", "▁", "h", "e").ToArray()),
        TinyTokenizer.Load(TinyTokenizer.Tiktoken("he", " h", "あ")),
    ];

    private static string RandomText(Random random)
    {
        string[] parts = ["h", "he", " ", "  ", "\n", "あ", "é", "e\u0301", "😀", "𝒜", "\u200D", "\0", "1", "'s", "Ġ", "<", "\uFFFD"];
        return string.Concat(Enumerable.Range(0, random.Next(10)).Select(_ => parts[random.Next(parts.Length)]));
    }

    private static int Byte(int value) => FirstByteId + value;
}
