using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class WordPieceModelTests
{
    // Ids, covered characters and decoded text of the tokenizers library 0.19.1.
    [Theory]
    [InlineData(true, null, true, "Hello, caf\u00e9!", "2, 8, 21, 10, 20, 3", "0-0 0-5 5-6 7-11 11-12 0-0", "hello, cafe!")]
    [InlineData(true, null, true, "CAF\u00c9 players", "2, 10, 16, 14, 13, 3", "0-0 0-4 5-9 9-11 11-12 0-0", "cafe players")]
    [InlineData(true, null, true, "don't play", "2, 24, 23, 25, 16, 3", "0-0 0-3 3-4 4-5 6-10 0-0", "don ' t play")]
    [InlineData(true, null, true, "\u4e2d\u6587a", "2, 18, 19, 5, 3", "0-0 0-1 1-2 2-3 0-0", "\u4e2d \u6587 a")]
    [InlineData(true, null, true, "a\u200bb\u00ad c\tx\u0000x", "2, 1, 7, 34, 35, 3", "0-0 0-3 5-6 7-8 9-10 0-0", "c xx")]
    [InlineData(true, null, true, "e\u0301 cafe\u0301", "2, 33, 10, 3", "0-0 0-1 3-7 0-0", "e cafe")]
    [InlineData(true, null, true, "stra\u00dfe \u0130 na\u00efve", "2, 26, 28, 31, 3", "0-0 0-6 7-8 9-14 0-0", "stra\u00dfe i naive")]
    [InlineData(true, null, true, "xxxxxxxx xxxxxxxxx", "2, 34, 35, 35, 35, 35, 35, 35, 35, 1, 3", "0-0 0-1 1-2 2-3 3-4 4-5 5-6 6-7 7-8 9-18 0-0", "xxxxxxxx")]
    [InlineData(true, null, true, "[MASK]hello [SEP]x", "2, 4, 8, 3, 34, 3", "0-0 0-6 6-11 12-17 17-18 0-0", "hello x")]
    [InlineData(true, null, true, "hello\ufffd\ue000 world", "2, 8, 9, 3", "0-0 0-5 8-13 0-0", "hello world")]
    [InlineData(true, null, true, "a\u0f0bb \ud83d\ude00c", "2, 5, 1, 6, 1, 3", "0-0 0-1 1-2 2-3 4-7 0-0", "a b")]
    [InlineData(true, null, true, "a\u2e54b a\u2e41b", "2, 1, 5, 1, 6, 3", "0-0 0-3 4-5 5-6 6-7 0-0", "a b")]
    [InlineData(true, null, true, "", "2, 3", "0-0 0-0", "")]
    [InlineData(true, null, true, " \n ", "2, 3", "0-0 0-0", "")]
    [InlineData(false, null, true, "Hello, caf\u00e9!", "2, 1, 21, 11, 20, 3", "0-0 0-5 5-6 7-11 11-12 0-0", ", caf\u00e9!")]
    [InlineData(false, null, true, "CAF\u00c9 players", "2, 1, 16, 14, 13, 3", "0-0 0-4 5-9 9-11 11-12 0-0", "players")]
    [InlineData(false, null, true, "don't play", "2, 24, 23, 25, 16, 3", "0-0 0-3 3-4 4-5 6-10 0-0", "don ' t play")]
    [InlineData(false, null, true, "\u4e2d\u6587a", "2, 18, 19, 5, 3", "0-0 0-1 1-2 2-3 0-0", "\u4e2d \u6587 a")]
    [InlineData(false, null, true, "a\u200bb\u00ad c\tx\u0000x", "2, 1, 7, 34, 35, 3", "0-0 0-3 5-6 7-8 9-10 0-0", "c xx")]
    [InlineData(false, null, true, "e\u0301 cafe\u0301", "2, 1, 1, 3", "0-0 0-2 3-8 0-0", "")]
    [InlineData(false, null, true, "stra\u00dfe \u0130 na\u00efve", "2, 26, 1, 1, 3", "0-0 0-6 7-8 9-14 0-0", "stra\u00dfe")]
    [InlineData(true, false, true, "Hello, caf\u00e9!", "2, 8, 21, 11, 20, 3", "0-0 0-5 5-6 7-11 11-12 0-0", "hello, caf\u00e9!")]
    [InlineData(true, false, true, "CAF\u00c9 players", "2, 11, 16, 14, 13, 3", "0-0 0-4 5-9 9-11 11-12 0-0", "caf\u00e9 players")]
    [InlineData(true, false, true, "don't play", "2, 24, 23, 25, 16, 3", "0-0 0-3 3-4 4-5 6-10 0-0", "don ' t play")]
    [InlineData(true, false, true, "\u4e2d\u6587a", "2, 18, 19, 5, 3", "0-0 0-1 1-2 2-3 0-0", "\u4e2d \u6587 a")]
    [InlineData(true, false, true, "a\u200bb\u00ad c\tx\u0000x", "2, 1, 7, 34, 35, 3", "0-0 0-3 5-6 7-8 9-10 0-0", "c xx")]
    [InlineData(true, false, true, "e\u0301 cafe\u0301", "2, 1, 1, 3", "0-0 0-2 3-8 0-0", "")]
    [InlineData(true, false, true, "stra\u00dfe \u0130 na\u00efve", "2, 26, 1, 1, 3", "0-0 0-6 7-8 9-14 0-0", "stra\u00dfe")]
    [InlineData(false, true, false, "Hello, caf\u00e9!", "2, 1, 21, 10, 20, 3", "0-0 0-5 5-6 7-11 11-12 0-0", ", cafe!")]
    [InlineData(false, true, false, "CAF\u00c9 players", "2, 12, 16, 14, 13, 3", "0-0 0-4 5-9 9-11 11-12 0-0", "CAFE players")]
    [InlineData(false, true, false, "don't play", "2, 24, 23, 25, 16, 3", "0-0 0-3 3-4 4-5 6-10 0-0", "don ' t play")]
    [InlineData(false, true, false, "\u4e2d\u6587a", "2, 1, 3", "0-0 0-3 0-0", "")]
    [InlineData(false, true, false, "a\u200bb\u00ad c\tx\u0000x", "2, 1, 7, 34, 35, 3", "0-0 0-3 5-6 7-8 9-10 0-0", "c xx")]
    [InlineData(false, true, false, "e\u0301 cafe\u0301", "2, 33, 10, 3", "0-0 0-1 3-7 0-0", "e cafe")]
    [InlineData(false, true, false, "stra\u00dfe \u0130 na\u00efve", "2, 26, 1, 31, 3", "0-0 0-6 7-8 9-14 0-0", "stra\u00dfe naive")]
    public void Encode_BertFiles_GivesTheReference(bool lowers, bool? strips, bool spacesChinese, string text, string ids, string offsets, string decoded)
    {
        var tokenizer = TinyTokenizer.Load(TinyEncoder.WordPiece(lowers, strips, spacesChinese));

        TinyEncoder.Check(tokenizer, text, ids, offsets);
        Assert.Equal(decoded, tokenizer.Decode(tokenizer.Encode(text)));
    }

    [Theory]
    [InlineData("""{"tokenizer_class": "BertTokenizer", "do_lower_case": false}""", "CAFE", 12)]
    [InlineData("""{"tokenizer_class": "ElectraTokenizerFast"}""", "CAFÉ", 10)]
    [InlineData("""{"tokenizer_class": "DistilBertTokenizer", "strip_accents": false}""", "CAFÉ", 11)]
    [InlineData("""{"tokenizer_class": "PreTrainedTokenizerFast", "do_lower_case": false}""", "CAFE", 10)]
    public void Load_SettingsOfABertClass_ComeBeforeTheFile(string settings, string text, int id)
        => Assert.Equal([2, id, 3], TinyTokenizer.Load(TinyEncoder.WordPiece(), settings).Encode(text));

    [Fact]
    public void Load_FilesOwnTruncationAndPadding_AreNotApplied()
    {
        var json = TinyEncoder.WordPiece();
        json["truncation"] = TinyTokenizer.Json("""{"max_length": 3, "strategy": "LongestFirst", "stride": 0, "direction": "Right"}""");
        json["padding"] = TinyTokenizer.Json("""{"strategy": {"Fixed": 9}, "direction": "Right", "pad_id": 0, "pad_type_id": 0, "pad_token": "[PAD]"}""");

        Assert.Equal([2, 5, 6, 7, 3], TinyTokenizer.Load(json).Encode("a b c"));
    }

    [Fact]
    public void Encode_ManyThreads_GiveTheSameIds()
    {
        var texts = Enumerable.Range(0, 400).Select(i => $"hello playing cafés {i} 中文").ToArray();
        var tokenizer = TinyTokenizer.Load(TinyEncoder.WordPiece());
        var fresh = TinyTokenizer.Load(TinyEncoder.WordPiece());

        Assert.Equal(texts.Select(text => tokenizer.Encode(text)), texts.AsParallel().AsOrdered().Select(text => fresh.Encode(text)));
    }
}
