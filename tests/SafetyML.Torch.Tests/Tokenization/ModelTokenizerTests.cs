using System.Buffers;
using Microsoft.ML.Tokenizers;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>What ML.NET's <see cref="Tokenizer"/> promises, kept by <see cref="ModelTokenizer"/>.</summary>
public sealed class ModelTokenizerTests
{
    private const string Text = "hé 😀 hell";

    [Fact]
    public void EncodeToIds_ThroughTheBaseType_EqualsEncode()
    {
        Tokenizer tokenizer = ByteLevel();

        Assert.Equal(ByteLevel().Encode(Text), tokenizer.EncodeToIds(Text));
        Assert.Equal(ByteLevel().Encode(Text), tokenizer.EncodeToIds(Text.AsSpan()));
        Assert.Equal(ByteLevel().Encode(Text).Length, tokenizer.CountTokens(Text));
        Assert.Equal(Text, tokenizer.Decode(tokenizer.EncodeToIds(Text)));
    }

    [Fact]
    public void EncodeToTokens_ByteLevel_CoversTheTextInOrder()
    {
        var tokens = ByteLevel().EncodeToTokens(Text, out var normalized);

        Assert.Null(normalized);
        Assert.Equal(["h", "é", "é", " ", "😀", "😀", "😀", "😀", " ", "hell"], tokens.Select(token => Text[token.Offset]));
        Assert.Equal("Ã", tokens[1].Value);
    }

    [Fact]
    public void EncodeToTokens_SentencePiece_LeavesTheDummySpaceOut()
    {
        const string text = "a ä<x>";
        var model = new TinySentencePiece().WithControls().WithPieces("▁a", "▁", "a").ToArray();
        var tokenizer = TinyTokenizer.Load(model, """{"added_tokens_decoder": {"262": {"content": "<x>"}}}""");

        var tokens = tokenizer.EncodeToTokens(text, out _);

        Assert.Equal(["<s>", "▁a", "▁", "<0xC3>", "<0xA4>", "<x>"], tokens.Select(token => token.Value));
        Assert.Equal(["", "a", " ", "ä", "ä", "<x>"], tokens.Select(token => text[token.Offset]));
    }

    [Fact]
    public void EncodeToIds_MaximumCount_StopsThereAndSaysWhere()
    {
        var ids = ByteLevel().EncodeToIds(Text, 4, out _, out var consumed);

        Assert.Equal(4, ids.Count);
        Assert.Equal(3, consumed);
        Assert.Equal(3, ByteLevel().GetIndexByTokenCount(Text, 4, out _, out var count));
        Assert.Equal(4, count);
        Assert.Equal(Text.Length - 5, ByteLevel().GetIndexByTokenCountFromEnd(Text, 2, out _, out _));
    }

    [Fact]
    public void Decode_DestinationTooSmall_SaysSo()
    {
        var tokenizer = ByteLevel();
        var destination = new char[3];

        Assert.Equal(OperationStatus.DestinationTooSmall, tokenizer.Decode([256, 256], destination, out var consumed, out var written));
        Assert.Equal((1, 2), (consumed, written));
        Assert.Equal(OperationStatus.Done, tokenizer.Decode([256], destination, out consumed, out written));
        Assert.Equal((1, 2), (consumed, written));
    }

    [Fact]
    public void Encode_HalfASurrogatePair_BecomesAReplacement()
        => Assert.Equal("a\uFFFDb", ByteLevel().Decode(ByteLevel().Encode("a\uD83Db")));

    [Fact]
    public void Encode_Null_Throws() => Assert.Throws<ArgumentNullException>(() => ByteLevel().Encode(null!));

    private static ModelTokenizer ByteLevel() => TinyTokenizer.Load(TinyTokenizer.ByteLevel("h e", "l l", "he ll"));
}
