using System.Text.Json;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>vocab.txt, and vocab.json with merges.txt.</summary>
public sealed class VocabularyFileTests
{
    [Theory]
    [InlineData("{}", "CAFÉ, plays 中文[MASK]", new[] { 2, 10, 21, 16, 13, 18, 19, 4, 3 })]
    [InlineData("""{"do_lower_case": false}""", "CAFE café", new[] { 2, 12, 11, 3 })]
    [InlineData("""{"do_lower_case": false, "strip_accents": true}""", "CAFÉ", new[] { 2, 12, 3 })]
    [InlineData("""{"strip_accents": false}""", "CAFÉ", new[] { 2, 11, 3 })]
    [InlineData("""{"tokenize_chinese_chars": false}""", "中 文 中文", new[] { 2, 18, 19, 1, 3 })]
    public void Encode_VocabTxt_FollowsTheSettings(string settings, string text, int[] ids)
    {
        var tokenizer = Load(settings, ("vocab.txt", string.Join('\n', TinyEncoder.Words) + "\n"));

        Assert.Equal(ids, tokenizer.Encode(text));
        Assert.Equal([0, 0, 0, 1, 1], tokenizer.EncodePair("a", "b").TypeIds);
    }

    [Fact]
    public void Load_VocabTxtWithoutASpecialToken_NamesTheSetting()
        => Assert.Equal(
            "vocab.txt: the cls_token '[CLS]' is not in the vocabulary. Set \"cls_token\" in tokenizer_config.json to a token that is.",
            Assert.Throws<TokenizerFormatException>(() => Load("{}", ("vocab.txt", "[UNK]\n[SEP]\na\n"))).Message);

    [Fact]
    public void Encode_RobertaFiles_FramesTextsAndTrimsOffsets()
    {
        const string text = "ab ab <mask>";
        var tokenizer = Load("""{"tokenizer_class": "RobertaTokenizer"}""", Roberta("a b\nĠ ab\n"));

        Assert.Equal([0, 260, 261, 4, 2], tokenizer.Encode(text));
        Assert.Equal(["", "ab", "ab", "<mask>", ""], tokenizer.EncodeToTokens(text, out _).Select(token => text[token.Offset]));
        var pair = tokenizer.EncodePair("ab", "ab");
        Assert.Equal([0, 260, 2, 2, 260, 2], pair.Ids);
        Assert.Equal([0, 0, 0, 0, 0, 0], pair.TypeIds);
        Assert.Equal("ab ab", tokenizer.Decode(tokenizer.Encode("ab ab")));
    }

    [Theory]
    [InlineData("""{"model_type": "roberta"}""", new[] { 0, 260, 2 })]
    [InlineData("""{"model_type": "custom", "tokenizer_class": "RobertaTokenizer", "pad_token_id": -1}""", new[] { 0, 260, 2 })]
    [InlineData("""{"model_type": "gpt2"}""", new[] { 260 })]
    public void Encode_FilesWithoutAClass_FollowTheModel(string config, int[] ids)
        => Assert.Equal(ids, Load("{}", [("config.json", config), .. Roberta("a b\nĠ ab\n")]).Encode("ab"));

    [Fact]
    public void Encode_Gpt2Files_HaveNoFrame() => Assert.Equal([260, 261], Load("""{"tokenizer_class": "GPT2Tokenizer"}""", Roberta("#version: 0.2\na b\nĠ ab\n")).Encode("ab ab"));

    [Fact]
    public void Encode_Qwen2Files_SplitDigitsAndCompose()
    {
        var tokenizer = Load("""{"tokenizer_class": "Qwen2Tokenizer"}""", Roberta("a b\nĠ ab\n"));

        Assert.Equal(tokenizer.Encode("é12"), tokenizer.Encode("e\u030112"));
        Assert.Equal(4, tokenizer.Encode("é12").Length);
    }

    [Theory]
    [InlineData("a b\na\n", "merges.txt:2: a line must be two tokens with a space between.")]
    [InlineData("b b\n", "merges.txt:1: the token 'bb' is not in vocab.json.")]
    public void Load_MergesWithAFault_NamesTheLine(string merges, string message)
        => Assert.StartsWith(message, Assert.Throws<TokenizerFormatException>(() => Load("{}", Roberta(merges))).Message, StringComparison.Ordinal);

    private static (string Name, string Content)[] Roberta(string merges)
    {
        var vocabulary = new Dictionary<string, int> { ["<s>"] = 0, ["<pad>"] = 1, ["</s>"] = 2, ["<unk>"] = 3, ["<mask>"] = 4 };
        for (var value = 0; value < 255; value++)
            vocabulary[ByteAlphabet.CharacterOf((byte)value).ToString()] = value + 5;
        vocabulary["ab"] = 260;
        vocabulary["Ġab"] = 261;
        return [("vocab.json", JsonSerializer.Serialize(vocabulary)), ("merges.txt", merges)];
    }

    private static ModelTokenizer Load(string settings, params (string Name, string Content)[] files)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("tokenizer_config.json"), settings);
        foreach (var (name, content) in files)
            File.WriteAllText(folder.File(name), content);
        return ModelTokenizer.Load(folder);
    }
}
