using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Tests.Checkpoints.Gguf;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using SafetyML.Torch.Tokenization.Gguf;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization.Gguf;

public class GgufTokenizerTests
{
    private const string None = "(none)";

    private static string Vocabularies => Path.Combine(Repository.Root, "..", "shared", "data", "tokenizers", "ggml");

    public static TheoryData<string> Files
    {
        get
        {
            string[] files = Directory.Exists(Vocabularies) ? [.. Directory.EnumerateFiles(Vocabularies, "*.gguf").Select(file => Path.GetFileName(file))] : [];
            return files.Length == 0 ? [None] : [.. files];
        }
    }

    /// <summary>ggml's vocabularies with the ids that llama.cpp gives for its 46 test texts.</summary>
    [SkippableTheory]
    [MemberData(nameof(Files))]
    public void Encode_ConformanceTexts_GiveAll46(string name)
    {
        string file = Path.GetFullPath(Path.Combine(Vocabularies, name));
        Skip.IfNot(File.Exists(file + ".inp"), $"There are no vectors '{file}.inp'.");
        var tokenizer = ModelTokenizer.Load(file);
        string[] texts = File.ReadAllText(file + ".inp").Split("\n__ggml_vocab_test__\n"), lines = File.ReadAllLines(file + ".out");
        Assert.Equal(46, lines.Length);
        foreach (var (text, line) in texts.Zip(lines))
            Assert.Equal(line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(int.Parse), tokenizer.Encode(text, addSpecialTokens: false));
    }

    [Theory]
    [InlineData("gpt-2", "ab 12", new[] { 4, 2, 5, 6 })]
    [InlineData("llama-bpe", "ab<e>", new[] { 8, 4, 9 })]
    [InlineData("qwen2", "ab12", new[] { 4, 5, 6 })]
    [InlineData("falcon", "ab12", new[] { 4, 5, 6 })]
    [InlineData("starcoder", "ab12", new[] { 4, 5, 6 })]
    public void Encode_ByteLevel_MergesAndFindsSpecialTokens(string pre, string text, int[] ids)
    {
        var tokenizer = Load(ByteLevel(pre));
        Assert.Equal(ids, tokenizer.Encode(text));
        Assert.Equal(text, tokenizer.Decode(ids.Where(id => id != 8), skipSpecialTokens: false));
        Assert.Equal(pre == "llama-bpe" ? "ab" : text, tokenizer.Decode(ids));
        Assert.Equal((8, 9), (tokenizer.BeginId, tokenizer.EndId));
    }

    [Theory]
    [InlineData(true, new[] { 8, 4, 9 })]
    [InlineData(false, new[] { 4 })]
    public void Encode_FlagsOfTheFile_AreFollowed(bool adds, int[] ids) =>
        Assert.Equal(ids, Load(ByteLevel("gpt-2").With("tokenizer.ggml.add_bos_token", adds).With("tokenizer.ggml.add_eos_token", adds)).Encode("ab"));

    [Theory]
    [InlineData(true, new[] { 1, 7, 4, 5, 2 })]
    [InlineData(false, new[] { 1, 4, 5, 2 })]
    public void Encode_SentencePiece_JoinsByScoreAndFollowsTheFlags(bool addsSpace, int[] ids)
    {
        // Pieces: 3 a, 4 ab, 5 c, 6 b, 7 the word mark.
        var tokenizer = Load(SentencePiece().With("tokenizer.ggml.add_space_prefix", addsSpace).With("tokenizer.ggml.add_eos_token", true));
        Assert.Equal(ids, tokenizer.Encode("abc"));
        Assert.Equal("abc", tokenizer.Decode(ids));
    }

    [Fact]
    public void Files_Saved_ReadAsTheSameTokenizer()
    {
        foreach (var bytes in new[] { ByteLevel("llama-bpe"), SentencePiece() })
        {
            using var folder = new TempFolder();
            File.WriteAllBytes(folder.File("a.gguf"), bytes.ToArray());
            var expected = ModelTokenizer.Load(folder.File("a.gguf"));
            using (var file = GgufFile.Open(folder.File("a.gguf")))
                foreach (var (name, content) in GgufTokenizer.Files(file.Metadata))
                    File.WriteAllBytes(folder.File(name), content);
            File.WriteAllText(folder.File("config.json"), "{}");
            var actual = ModelTokenizer.Load(folder);
            foreach (string text in (string[])["", "ab", "ab ab12", "b<e>a"])
                Assert.Equal(expected.Encode(text), actual.Encode(text));
            Assert.Equal((expected.BeginId, expected.EndId), (actual.BeginId, actual.EndId));
        }
    }

    [Fact]
    public void Load_FileWithAFault_NamesTheKey()
    {
        Refused("metadata 'tokenizer.ggml.model' is missing: the file has no tokenizer", new GgufBytes());
        Refused("metadata 'tokenizer.ggml.model' is 'bert', which is not supported (supported: gpt2, llama)",
            new GgufBytes().With("tokenizer.ggml.model", "bert").With("tokenizer.ggml.tokens", "a", "b"));
        Refused("metadata 'tokenizer.ggml.tokens' is missing or empty", new GgufBytes().With("tokenizer.ggml.model", "gpt2"));
        Refused("metadata 'tokenizer.ggml.pre' is 'other', whose way to split text is not known (known: gpt-2, ", ByteLevel("other"));
        Refused("metadata 'tokenizer.ggml.merges' is missing",
            new GgufBytes().With("tokenizer.ggml.model", "gpt2").With("tokenizer.ggml.pre", "gpt-2").With("tokenizer.ggml.tokens", "a", "b"));
        Refused("metadata 'tokenizer.ggml.token_type' has 2 entries for 3 tokens",
            new GgufBytes().With("tokenizer.ggml.model", "llama").With("tokenizer.ggml.tokens", "a", "b", "c").With("tokenizer.ggml.token_type", 1, 1));
        Refused("metadata 'tokenizer.ggml.scores' is missing", new GgufBytes().With("tokenizer.ggml.model", "llama").With("tokenizer.ggml.tokens", "a", "b"));
        Refused("metadata 'tokenizer.ggml.bos_token_id' is 77, but there are 8 tokens", SentencePiece(begin: 77));
    }

    private static GgufBytes ByteLevel(string pre) => new GgufBytes().With("tokenizer.ggml.model", "gpt2").With("tokenizer.ggml.pre", pre)
        .With("tokenizer.ggml.tokens", "a", "b", "Ġ", "unused", "ab", "1", "2", "12x", "<s>", "<e>").With("tokenizer.ggml.token_type", 1, 1, 1, 1, 1, 1, 1, 1, 3, 3)
        .With("tokenizer.ggml.merges", "a b", "a b").With("tokenizer.ggml.bos_token_id", 8).With("tokenizer.ggml.eos_token_id", 9);

    private static GgufBytes SentencePiece(int begin = 1) => new GgufBytes().With("tokenizer.ggml.model", "llama")
        .With("tokenizer.ggml.tokens", "<unk>", "<s>", "</s>", "a", "ab", "c", "b", "▁").With("tokenizer.ggml.scores", 0f, 0, 0, -2, -1, -3, -4, -5)
        .With("tokenizer.ggml.token_type", 2, 3, 3, 1, 1, 1, 1, 1).With("tokenizer.ggml.bos_token_id", begin).With("tokenizer.ggml.eos_token_id", 2)
        .With("tokenizer.ggml.unknown_token_id", 0);

    private static ModelTokenizer Load(GgufBytes bytes)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("a.gguf"), bytes.ToArray());
        return ModelTokenizer.Load(folder.File("a.gguf"));
    }

    private static void Refused(string message, GgufBytes bytes) => Fails.Saying<TokenizerFormatException>(message, () => Load(bytes));
}
