using System.Text.Json.Nodes;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class ByteLevelTests
{
    private static readonly string[] Merges = ["h e", "l l", "he ll", "Ġ w"]; // 256 "he", 257 "ll", 258 "hell", 259 "Ġw"

    [Fact]
    public void Encode_KnownWord_AppliesMergesInTheirOrder()
        => Assert.Equal([258, 'o', 259, 'o'], TinyTokenizer.Load(TinyTokenizer.ByteLevel(Merges)).Encode("hello wo"));

    [Fact]
    public void Encode_MergesAsPairs_EqualsMergesAsTexts()
    {
        var json = TinyTokenizer.ByteLevel(Merges);
        json["model"]!["merges"] = TinyTokenizer.Json("""[["h", "e"], ["l", "l"], ["he", "ll"], ["Ġ", "w"]]""");

        Assert.Equal([258, 'o', 259, 'o'], TinyTokenizer.Load(json).Encode("hello wo"));
    }

    [Theory]
    [InlineData("aaa", new[] { 256, (int)'a' })]
    [InlineData("aaaaa", new[] { 257, (int)'a' })]
    [InlineData("aaaaaaa", new[] { 257, 256, (int)'a' })]
    public void Encode_EqualPairs_JoinsTheLeftmostFirst(string text, int[] ids)
        => Assert.Equal(ids, TinyTokenizer.Load(TinyTokenizer.ByteLevel("a a", "aa aa")).Encode(text));

    [Fact]
    public void Encode_IgnoreMerges_TakesAWholePieceWithoutMerges()
    {
        var json = TinyTokenizer.ByteLevel(Merges);
        json["model"]!["vocab"]!["abc"] = 300;
        json["model"]!["ignore_merges"] = true;

        Assert.Equal([300, 259], TinyTokenizer.Load(json).Encode("abc w"));
    }

    [Fact]
    public void Encode_DigitsBeforeByteLevel_SplitsDigitsOneByOne()
    {
        var json = TinyTokenizer.ByteLevel("1 2", "Ġ 1");
        json["pre_tokenizer"] = TinyTokenizer.Json("""
            {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": true}, {"type": "ByteLevel", "add_prefix_space": false}]}
            """);

        Assert.Equal(['a', ' ', '1', '2'], TinyTokenizer.Load(json).Encode("a 12"));
    }

    // As transformers 5 does: "Ġ\n" is one piece where digits are split first, two where GPT-2's pattern sees the digit behind it.
    [Theory]
    [InlineData("PreTrainedTokenizerFast", new[] { 256, (int)'1' })]
    [InlineData("GPT2Tokenizer", new[] { ' ', '\n', (int)'1' })]
    public void Encode_Gpt2Class_SplitsAsTheClassInsteadOfTheFile(string name, int[] ids)
    {
        var json = TinyTokenizer.ByteLevel("Ġ Ċ");
        json["pre_tokenizer"] = TinyTokenizer.Json("""
            {"type": "Sequence", "pretokenizers": [{"type": "Digits", "individual_digits": true}, {"type": "ByteLevel", "add_prefix_space": false}]}
            """);

        Assert.Equal(ids, TinyTokenizer.Load(json, $$"""{"tokenizer_class": "{{name}}"}""").Encode(" \n1"));
    }

    [Fact]
    public void Encode_SplitAfterByteLevel_SeesTheSpelledText()
    {
        var json = TinyTokenizer.ByteLevel("Ġ a", "a b");
        json["pre_tokenizer"] = TinyTokenizer.Json("""
            {"type": "Sequence", "pretokenizers": [{"type": "ByteLevel", "add_prefix_space": true, "use_regex": false},
             {"type": "Split", "pattern": {"String": "Ġ"}, "behavior": "Isolated"}]}
            """);

        Assert.Equal([' ', 257], TinyTokenizer.Load(json).Encode("ab"));
    }

    [Fact]
    public void Encode_Template_FramesTheTextUnlessToldNotTo()
    {
        var tokenizer = TinyTokenizer.Load(WithTemplate());

        Assert.Equal([300, 'a', 301], tokenizer.Encode("a"));
        Assert.Equal(['a'], tokenizer.Encode("a", addSpecialTokens: false));
        Assert.Equal([300, 301], tokenizer.Encode(""));
    }

    [Theory]
    [InlineData("""{"add_bos_token": false, "bos_token": "<b>", "eos_token": "<e>"}""", new[] { (int)'a', 301 })]
    [InlineData("""{"add_eos_token": false, "bos_token": "<b>", "eos_token": {"content": "<e>"}}""", new[] { 300, (int)'a' })]
    public void Encode_FlagsInTheSettings_OverruleTheTemplate(string settings, int[] ids)
        => Assert.Equal(ids, TinyTokenizer.Load(WithTemplate(), settings).Encode("a"));

    [Fact]
    public void Encode_NoPostProcessorButLlamaClass_PutsTheBeginTokenFirst()
    {
        var json = WithTemplate();
        json.Remove("post_processor");

        Assert.Equal([300, 'a'], TinyTokenizer.Load(json, """{"tokenizer_class": "LlamaTokenizer", "bos_token": "<b>", "eos_token": "<e>"}""").Encode("a"));
    }

    [Theory]
    [InlineData("tokenizer_config.json", """{"bos_token": "<b>", "eos_token": {"content": "<e>"}, "pad_token": null}""")]
    [InlineData("special_tokens_map.json", """{"bos_token": {"content": "<b>"}, "eos_token": "<e>"}""")]
    [InlineData("config.json", """{"bos_token_id": 300, "eos_token_id": [301, 302]}""")]
    public void Load_EitherSettingsFile_FindsTheRoles(string file, string settings)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("tokenizer.json"), WithTemplate().ToJsonString());
        File.WriteAllText(folder.File(file), settings);

        var tokenizer = ModelTokenizer.Load(folder);

        Assert.Equal((300, 301, null), (tokenizer.BeginId, tokenizer.EndId, tokenizer.PadId));
        Assert.Equal((301, "<e>", true), (tokenizer.IdOf("<e>"), tokenizer.TokenOf(301), tokenizer.IsSpecial(301)));
        Assert.Equal(302, tokenizer.VocabularySize);
    }

    [Fact]
    public void Encode_TokenAddedInTheSettings_IsFound()
        => Assert.Equal(['a', 305], TinyTokenizer.Load(TinyTokenizer.ByteLevel(), """{"added_tokens_decoder": {"305": {"content": "<p>"}}}""").Encode("a<p>"));

    [Fact]
    public void EndId_NowhereNamed_SaysWhereToSetIt()
    {
        var fault = Assert.Throws<InvalidOperationException>(() => TinyTokenizer.Load(TinyTokenizer.ByteLevel()).EndId);

        Assert.Equal(
            "The tokenizer names no end-of-text token. Set \"eos_token\" in tokenizer_config.json or \"eos_token_id\" in config.json.", fault.Message);
    }

    [Fact]
    public void Decode_SpecialTokens_AreLeftOutUnlessAskedFor()
    {
        var tokenizer = TinyTokenizer.Load(WithTemplate());

        Assert.Equal("a", tokenizer.Decode([300, 'a', 301]));
        Assert.Equal("<b>a<e>", tokenizer.Decode([300, 'a', 301], skipSpecialTokens: false));
        Assert.Equal("a", tokenizer.Decode([300, 'a', 9999]));
    }

    [Fact]
    public void Encode_WordOfAHundredThousandCharacters_TakesNoQuadraticTime()
    {
        var tokenizer = TinyTokenizer.Load(TinyTokenizer.ByteLevel("a a", "aa aa", "aaaa aaaa"));

        Assert.Equal(12_500, tokenizer.Encode(new string('a', 100_000)).Length);
    }

    [Fact]
    public void Encode_ManyThreads_GivesOneAnswer()
    {
        var tokenizer = TinyTokenizer.Load(TinyTokenizer.ByteLevel(Merges));
        var texts = Enumerable.Range(0, 500).Select(i => $"hello world {i} hell {i * 7}").ToArray();
        var alone = texts.Select(text => tokenizer.Encode(text)).ToArray();
        var fresh = TinyTokenizer.Load(TinyTokenizer.ByteLevel(Merges));

        Assert.Equal(alone, texts.AsParallel().AsOrdered().Select(text => fresh.Encode(text)).ToArray());
    }

    private static JsonObject WithTemplate()
    {
        var json = TinyTokenizer.ByteLevel();
        json["added_tokens"] = TinyTokenizer.Json("""[{"id": 300, "content": "<b>", "special": true}, {"id": 301, "content": "<e>", "special": true}]""");
        json["post_processor"] = TinyTokenizer.Json("""
            {"type": "Sequence", "processors": [{"type": "ByteLevel"}, {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "<b>"}}, {"Sequence": {"id": "A"}}, {"SpecialToken": {"id": "<e>"}}],
             "special_tokens": {"<b>": {"id": "<b>", "ids": [300]}, "<e>": {"id": "<e>", "ids": [301]}}}]}
            """);
        return json;
    }
}
