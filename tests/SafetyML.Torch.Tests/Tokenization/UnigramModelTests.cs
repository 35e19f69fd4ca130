using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class UnigramModelTests
{
    // Ids, covered characters and decoded text of the tokenizers library 0.19.1.
    [Theory]
    [InlineData("always", false, "abc ab", "7, 8, 7", "0-2 2-3 3-6", "abc ab")]
    [InlineData("always", false, "  ab  c", "3, 7, 3, 9", "0-1 1-4 4-5 5-7", " ab  c")]
    [InlineData("always", false, "xyz\u00e9", "3, 0, 11", "0-1 0-3 3-4", "\u00e9")]
    [InlineData("always", false, "ab<s>c ab", "7, 1, 9, 7", "0-2 2-5 5-6 6-9", "ab c ab")]
    [InlineData("always", false, "\ud83d\ude00a", "3, 0, 4", "0-2 0-2 2-3", "a")]
    [InlineData("always", false, "\u00e9", "3, 11", "0-1 0-1", "\u00e9")]
    [InlineData("always", false, "", "", "", "")]
    [InlineData("always", false, "\u2581ab", "7", "0-3", "ab")]
    [InlineData("first", false, "abc ab", "7, 8, 7", "0-2 2-3 3-6", "abc ab")]
    [InlineData("first", false, "  ab  c", "3, 7, 3, 9", "0-1 1-4 4-5 5-7", " ab  c")]
    [InlineData("first", false, "xyz\u00e9", "3, 0, 11", "0-1 0-3 3-4", "\u00e9")]
    [InlineData("first", false, "ab<s>c ab", "7, 1, 8, 7", "0-2 2-5 5-6 6-9", "abc ab")]
    [InlineData("first", false, "\ud83d\ude00a", "3, 0, 4", "0-2 0-2 2-3", "a")]
    [InlineData("first", false, "\u00e9", "3, 11", "0-1 0-1", "\u00e9")]
    [InlineData("first", false, "", "", "", "")]
    [InlineData("first", false, "\u2581ab", "7", "0-3", "ab")]
    [InlineData("never", false, "abc ab", "10, 7", "0-3 3-6", "abc ab")]
    [InlineData("never", false, "  ab  c", "3, 7, 3, 9", "0-1 1-4 4-5 5-7", "  ab  c")]
    [InlineData("never", false, "xyz\u00e9", "0, 11", "0-3 3-4", "\u00e9")]
    [InlineData("never", false, "ab<s>c ab", "6, 1, 8, 7", "0-2 2-5 5-6 6-9", "abc ab")]
    [InlineData("never", false, "\ud83d\ude00a", "0, 4", "0-2 2-3", "a")]
    [InlineData("never", false, "\u00e9", "11", "0-1", "\u00e9")]
    [InlineData("never", false, "", "", "", "")]
    [InlineData("never", false, "\u2581ab", "7", "0-3", " ab")]
    [InlineData("always", true, "abc ab", "7, 8, 7", "0-2 2-3 3-6", "abc ab")]
    [InlineData("always", true, "  ab  c", "3, 7, 3, 9", "0-1 1-4 4-5 5-7", " ab  c")]
    [InlineData("always", true, "xyz\u00e9", "3, 135, 136, 137, 11", "0-1 0-3 0-3 0-3 3-4", "<0x78><0x79><0x7A>\u00e9")]
    [InlineData("always", true, "ab<s>c ab", "7, 1, 9, 7", "0-2 2-5 5-6 6-9", "ab c ab")]
    [InlineData("always", true, "\ud83d\ude00a", "3, 255, 174, 167, 143, 4", "0-2 0-2 0-2 0-2 0-2 2-3", "<0xF0><0x9F><0x98><0x80>a")]
    [InlineData("always", true, "\u00e9", "3, 11", "0-1 0-1", "\u00e9")]
    [InlineData("always", true, "", "", "", "")]
    [InlineData("always", true, "\u2581ab", "7", "0-3", "ab")]
    public void Encode_MetaspaceSchemes_GivesTheReference(string scheme, bool hasBytes, string text, string ids, string offsets, string decoded)
    {
        var tokenizer = TinyTokenizer.Load(TinyEncoder.Unigram(scheme, hasBytes));

        TinyEncoder.Check(tokenizer, text, ids, offsets);
        Assert.Equal(decoded, tokenizer.Decode(tokenizer.Encode(text)));
    }

    // A text whose beginning is rewritten away has no first piece: the second case of Nmt, as in the library.
    [Theory]
    [InlineData("""{"type": "NFKC"}""", "\ufb01a\u2460b", "3, 13, 4, 12, 5", "0-1 0-1 1-2 2-3 3-4")]
    [InlineData("""{"type": "NFKC"}""", "\u00e9 \ufb01", "3, 11, 3, 13", "0-1 0-1 1-2 2-3")]
    [InlineData("""{"type": "NFD"}""", "\u00e9ab", "3, 0, 6", "0-1 0-1 1-3")]
    [InlineData("""{"type": "NFC"}""", "e\u0301ab", "3, 11, 6", "0-1 0-1 2-4")]
    [InlineData("""{"type": "NFC"}""", "a\u0323\u0301b", "3, 0, 5", "0-1 0-3 3-4")]
    [InlineData("""{"type": "Lowercase"}""", "\u0130AB C", "3, 0, 6, 9", "0-1 0-1 1-3 3-5")]
    [InlineData("""{"type": "Nmt"}""", "\u0007ab\u200bc", "6, 9", "1-3 3-5")]
    [InlineData("""{"type": "Nmt"}""", "\u001babc", "10", "1-4")]
    [InlineData("""{"type": "Strip", "strip_left": true, "strip_right": true}""", "  ab c ", "6, 9", "2-4 4-6")]
    [InlineData("""{"type": "Sequence", "normalizers": [{"type": "NFKD"}, {"type": "StripAccents"}]}""", "\u00e9\u00e1ab", "3, 0, 4, 6", "0-1 0-1 1-2 2-4")]
    [InlineData("""{"type": "Replace", "pattern": {"Regex": "[bc]{2,}"}, "content": "ab"}""", "abbcbab", "3, 4, 6, 6", "0-1 0-1 4-5 5-7")]
    [InlineData("""{"type": "Prepend", "prepend": "ab"}""", "cab", "7, 8, 6", "0-1 0-1 1-3")]
    public void Encode_Normalizers_KeepWhereCharactersComeFrom(string normalizer, string text, string ids, string offsets)
        => TinyEncoder.Check(TinyTokenizer.Load(TinyEncoder.Unigram("first", normalizer: TinyTokenizer.Json(normalizer))), text, ids, offsets);

    [Fact]
    public void Encode_RandomTexts_ScoreAsHighAsAnyWayToCut()
    {
        var tokenizer = TinyTokenizer.Load(TinyEncoder.Unigram("never"));
        var scores = new Dictionary<string, double> { ["a"] = -3.5, ["b"] = -3.6, ["ab"] = -4, ["c"] = -4, ["abc"] = -8 };
        var random = new Random(3);
        for (var round = 0; round < 500; round++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(1, 12)).Select(_ => "abc"[random.Next(3)]));
            var best = new double[text.Length + 1];
            for (var end = 1; end <= text.Length; end++)
                best[end] = Enumerable.Range(0, end).Where(start => scores.ContainsKey(text[start..end])).Max(start => best[start] + scores[text[start..end]]);
            var tokens = tokenizer.Encode(text).Select(id => tokenizer.TokenOf(id)!).ToList();
            Assert.Equal(text, string.Concat(tokens));
            Assert.Equal(best[^1], tokens.Sum(token => scores[token]), 9);
        }
    }

    // "b", then "ab" again and again, then "a".
    [Fact]
    public void Encode_LongRun_TakesNoQuadraticTime()
        => Assert.Equal(100_001, TinyTokenizer.Load(TinyEncoder.Unigram("never")).Encode(string.Concat(Enumerable.Repeat("ba", 100_000))).Length);
}
