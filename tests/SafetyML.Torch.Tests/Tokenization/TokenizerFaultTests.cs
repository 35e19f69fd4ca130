using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class TokenizerFaultTests
{
    [Fact]
    public void Load_FolderThatIsAbsent_NamesIt()
    {
        using var folder = new TempFolder();
        var path = folder.File("model");

        Assert.Equal($"The model folder '{path}' was not found.", Assert.Throws<DirectoryNotFoundException>(() => ModelTokenizer.Load(path)).Message);
    }

    [Fact]
    public void Load_NoTokenizer_ListsWhatWasLookedFor()
    {
        using var folder = new TempFolder();

        var fault = Assert.Throws<FileNotFoundException>(() => ModelTokenizer.Load(folder));

        Assert.Equal(
            $"The folder '{folder.Path}' has no tokenizer: none of tokenizer.json, tokenizer.model, spm.model, spiece.model, vocab.json with merges.txt, and vocab.txt was found. "
            + "Copy one of them from where the model came from.",
            fault.Message);
    }

    [Fact]
    public void Load_TextThatIsNoJson_NamesFileAndLine()
        => Assert.StartsWith("tokenizer.json:2: the file is not valid JSON (", Fault("{\n\"model\": oops}"), StringComparison.Ordinal);

    [Theory]
    [InlineData("[]", "tokenizer.json: the file is not a JSON object; it is [].")]
    [InlineData("{}", "tokenizer.json: model.type is a tokenizer model that is not supported (supported: BPE, WordPiece, Unigram); it is missing.")]
    [InlineData(
        """{"model": {"type": "WordLevel"}}""",
        """tokenizer.json: model.type is a tokenizer model that is not supported (supported: BPE, WordPiece, Unigram); it is "WordLevel".""")]
    [InlineData("""{"model": {"type": "BPE", "\udc00x": 1, "vocab": {"a": 0}, "merges": []}}""", "tokenizer.json: model holds half of a surrogate pair.")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["a", 0]], "unk_id": 1}}""", "tokenizer.json: model.unk_id is not in model.vocab; it is 1.")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["a", 0]]}}""", "tokenizer.json: model.unk_id must be the id of the token for unknown characters; it is missing.")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["a"]], "unk_id": 0}}""", """tokenizer.json: model.vocab[0] must be a token and its score; it is ["a"].""")]
    [InlineData("""{"model": {"type": "Unigram", "vocab": [["a", 1e999]], "unk_id": 0}}""", "tokenizer.json: model.vocab[0][1] must be a number; it is 1e999.")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": 0}}}""", "tokenizer.json: model.unk_token is not in model.vocab; it is missing.")]
    [InlineData("""{"model": {"type": "WordPiece", "vocab": {"a": 0, "b": 0}}}""", """tokenizer.json: model.vocab["b"] gives 'b' the id 0, which 'a' has; it is 0.""")]
    [InlineData("""{"model": {"type": "BPE"}}""", "tokenizer.json: model.vocab must be an object; it is missing.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": []}}""", "tokenizer.json: model.vocab must have at least one token; it is [].")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {}}}""", "tokenizer.json: model.vocab must have at least one token; it is {}.")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": -1}}}""", """tokenizer.json: model.vocab["a"] must be a whole number from 0 on; it is -1.""")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 1}, "merges": ["a"]}}""", """tokenizer.json: model.merges[0] must be two tokens with a space between; it is "a".""")]
    [InlineData(
        """{"model": {"type": "BPE", "vocab": {"a": 1}, "merges": [["a", "b"]]}}""",
        """tokenizer.json: model.merges[0] needs the token 'b', which is not in model.vocab; it is ["a", "b"].""")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 1}, "merges": [], "unk_token": "u"}}""", """tokenizer.json: model.unk_token is not in model.vocab; it is "u".""")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 1}, "merges": [], "end_of_word_suffix": "</w>"}}""",
        """tokenizer.json: model.end_of_word_suffix is not supported; it must be empty; it is "</w>".""")]
    [InlineData("""{"model": {"type": "BPE", "vocab": {"a": 1}, "merges": []}, "added_tokens": [{"id": 2}]}""",
        "tokenizer.json: added_tokens[0].content must be a text; it is missing.")]
    public void Load_TokenizerJsonWithAFault_NamesPlaceAndValue(string json, string message) => Assert.Equal(message, Fault(json));

    [Theory]
    [InlineData("normalizer", "Odd", "is a normalizer that is not supported (supported: NFC, ")]
    [InlineData("pre_tokenizer", "UnicodeScripts", "is a pre-tokenizer that is not supported (supported: ByteLevel, ")]
    [InlineData("post_processor", "Odd", "is a post-processor that is not supported (supported: TemplateProcessing, ")]
    [InlineData("decoder", "CTC", "is a decoder that is not supported (supported: ByteLevel, ")]
    public void Load_PartThatIsNotSupported_NamesItAndThoseThatAre(string part, string type, string message)
    {
        var json = TinyTokenizer.ByteLevel();
        json[part] = TinyTokenizer.Json($$"""{"type": "{{type}}"}""");

        Assert.Contains($"{part}.type {message}", Fault(json.ToJsonString()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type": "BertProcessing", "cls": ["[CLS]", 5], "sep": ["[SEP]", 9000]}""",
        "tokenizer.json: post_processor.sep[1] stands for '[SEP]', but no token of model.vocab and added_tokens has this id; it is 9000.")]
    [InlineData("""{"type": "TemplateProcessing", "single": [{"SpecialToken": {"id": "<s>", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}], "special_tokens": {"<s>": {"id": "<s>", "ids": [9000], "tokens": ["<s>"]}}}""",
        "tokenizer.json: post_processor.special_tokens.<s>.ids[0] stands for '<s>', but no token of model.vocab and added_tokens has this id; it is 9000.")]
    public void Load_TokenAroundATextThatIsNone_NamesTokenAndId(string processor, string message)
    {
        var json = TinyTokenizer.ByteLevel();
        json["post_processor"] = TinyTokenizer.Json(processor);

        Assert.Equal(message, Fault(json.ToJsonString()));
    }

    [Fact]
    public void Load_BytesThatAreNoModel_SaysWhatTheyAreNot()
    {
        var fault = Assert.Throws<TokenizerFormatException>(() => TinyTokenizer.Load([0x0A, 0xFF, 0xFF, 0x03, 1, 2]));

        Assert.Equal(
            "tokenizer.model is neither a SentencePiece model (a field of 65535 bytes has only 2 left) nor a tiktoken file. Get it again from where the model came from.",
            fault.Message);
    }

    [Fact]
    public void Load_EmptyModel_SaysThatItHasNoPieces()
        => Assert.Contains("it has no pieces", Assert.Throws<TokenizerFormatException>(() => TinyTokenizer.Load(Array.Empty<byte>())).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Load_DamagedFiles_ThrowNamedExceptionsOnly(int seed)
    {
        var random = new Random(seed);
        var map = TinyCharacterMap.Of(("A", "a"), ("é", "e"));
        (string Name, byte[] Content)[] files =
        [
            ("tokenizer.json", Utf8(TinyTokenizer.WordMarks(["▁", "a", "▁a"], "▁ a").ToJsonString())),
            ("tokenizer.json", Utf8(TinyEncoder.WordPiece().ToJsonString())),
            ("tokenizer.json", Utf8(TinyEncoder.Unigram("first", normalizer: TinyCharacterMap.Normalizer(map)).ToJsonString())),
            ("tokenizer.model", new TinySentencePiece().WithControls().WithPieces("▁a", "a", "▁").ToArray()),
            ("tokenizer.model", TinyTokenizer.Tiktoken("ab", "abc")),
            ("spm.model", new TinySentencePiece { ModelType = 1, CharacterMap = map }.WithControls().WithPieces("▁a", "a", "▁").Add("ab c", 0, kind: 4).ToArray()),
            ("vocab.txt", Utf8(string.Join('\n', TinyEncoder.Words))),
        ];
        using var folder = new TempFolder();
        for (var round = 0; round < 150; round++)
            foreach (var (name, content) in files)
                Try(folder, name, Damage(content, random));
    }

    [Fact]
    public void Load_CharacterMapWithALongReplacement_IsRefusedWhenItIsMet()
    {
        var map = TinyCharacterMap.Of(("A", new string('a', 300)));
        var tokenizer = TinyTokenizer.Load(TinyEncoder.Unigram("never", normalizer: TinyCharacterMap.Normalizer(map)));

        Fails.Saying<TokenizerFormatException>("The tokenizer's character map has a replacement of 300 bytes; allowed are 256.", () => tokenizer.Encode("A"));
    }

    [Theory]
    [InlineData("", "a character map of 0 bytes has no size")]
    [InlineData("/////w==", "a character map's trie of 4294967295 bytes has 0 left and must have whole units of four")]
    [InlineData("BAAAAA==", "a character map's trie of 4 bytes has 0 left and must have whole units of four")]
    [InlineData("no!", "precompiled_charsmap cannot be read (")]
    public void Load_CharacterMapThatLies_SaysWhatIsWrong(string map, string message)
    {
        var json = TinyEncoder.Unigram("never", normalizer: TinyTokenizer.Json($$"""{"type": "Precompiled", "precompiled_charsmap": "{{map}}"}"""));

        Assert.Contains(message, Fault(json.ToJsonString()), StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CharacterMapOfHalfAPair_SaysSo() => Assert.Contains(
        "normalizer.precompiled_charsmap holds half of a surrogate pair",
        Fault("""{"model":{"type":"Unigram","unk_id":0,"vocab":[["a",0]]},"normalizer":{"type":"Precompiled","precompiled_charsmap":"\ud800"}}"""),
        StringComparison.Ordinal);

    [Fact]
    public void Load_JsonNestedDeeply_NamesFileAndLine()
        => Assert.StartsWith("tokenizer.json:1: the file is not valid JSON (", Fault(new string('[', 100_000)), StringComparison.Ordinal);

    private static byte[] Utf8(string text) => System.Text.Encoding.UTF8.GetBytes(text);

    private static void Try(TempFolder folder, string name, byte[] content)
    {
        File.WriteAllBytes(folder.File(name), content);
        try
        {
            var tokenizer = ModelTokenizer.Load(folder);
            tokenizer.Decode(tokenizer.Encode("a ab abc 😀 Aé"));
            tokenizer.EncodeToTokens("a ab abc 😀 Aé", out _);
            tokenizer.EncodePair("a", "ab", 8);
        }
        catch (TokenizerFormatException fault)
        {
            Assert.Contains(fault.Message.Contains("The tokenizer's", StringComparison.Ordinal) ? "map" : name, fault.Message, StringComparison.Ordinal);
        }
        catch (ArgumentOutOfRangeException fault)
        {
            Assert.Contains("The tokens around the text alone", fault.Message, StringComparison.Ordinal); // a damaged template may hold many
        }

        File.Delete(folder.File(name));
    }

    private static byte[] Damage(byte[] content, Random random)
    {
        var damaged = content.ToList();
        for (var fault = random.Next(1, 4); fault > 0; fault--)
        {
            var place = random.Next(damaged.Count);
            switch (random.Next(4))
            {
                case 0:
                    damaged[place] = (byte)random.Next(256);
                    break;
                case 1:
                    damaged.RemoveRange(place, Math.Min(random.Next(1, 20), damaged.Count - place - 1));
                    break;
                case 2:
                    damaged.InsertRange(place, damaged.GetRange(place, Math.Min(20, damaged.Count - place)));
                    break;
                default:
                    damaged = damaged.GetRange(0, Math.Max(1, place));
                    break;
            }
        }

        return [.. damaged];
    }

    private static string Fault(string json)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("tokenizer.json"), json);
        return Assert.Throws<TokenizerFormatException>(() => ModelTokenizer.Load(folder)).Message;
    }
}
