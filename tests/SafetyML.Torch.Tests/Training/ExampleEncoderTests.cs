using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tests.Tokenization;
using SafetyML.Torch.Tokenization;
using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class ExampleEncoderTests
{
    private const int End = 0;
    private const int None = TrainingExample.IgnoreIndex;

    [Fact]
    public void Encode_WholeText_LabelsEveryToken()
    {
        var example = new ExampleEncoder(Tokenizer()).Encode("ab", "c");

        Assert.Equal(['a', 'b', 'c', End], example.Ids);
        Assert.Equal(example.Ids, example.Labels);
        Assert.Equal(3, example.LabelledTokens);
    }

    [Fact]
    public void Encode_ResponseOnly_LabelsTheAnswerAndTheEnd() =>
        Assert.Equal([None, None, 'c', End], new ExampleEncoder(Tokenizer(), trainOnInputs: false).Encode("ab", "c").Labels);

    [Fact]
    public void Encode_TokenAcrossTheBoundary_IsLearned() =>
        Assert.Equal([None, TinyTokenizer.FirstMergedId, End], new ExampleEncoder(Tokenizer("b c"), trainOnInputs: false).Encode("ab", "c").Labels);

    [Theory]
    [InlineData(4, new[] { 'a', 'b', 'c', End })]
    [InlineData(3, new[] { (int)'a', 'b', 'c' })]
    [InlineData(2, new[] { (int)'a', 'b' })]
    public void Encode_Cutoff_CutsTheEndFirst(int cutoff, int[] ids) => Assert.Equal(ids, new ExampleEncoder(Tokenizer(), cutoff).Encode("ab", "c").Ids);

    [Fact]
    public void EncodeAll_LostAndShortenedRows_AreListed()
    {
        var encoder = new ExampleEncoder(Tokenizer(), cutoff: 4, trainOnInputs: false);

        var encoded = encoder.EncodeAll([("a", "b"), ("a", " "), ("long prompt", "b"), ("a", "longer"), ("a", "")]);

        Assert.Equal(2, encoded.Examples.Count);
        Assert.Equal([1, 2, 4], encoded.Skipped.Select(row => row.Row));
        Assert.Equal([3], encoded.Shortened);
        Assert.Equal(
            ["2 rows skipped, no answer: 1, 4.", "1 row skipped, no answer left within the cutoff of 4 tokens: 2.", "1 row cut at the cutoff: 3."], encoded.Warnings());
    }

    [Fact]
    public void EncodeAll_NothingLeft_SaysWhy()
    {
        var encoder = new ExampleEncoder(Tokenizer(), cutoff: 4, trainOnInputs: false);

        Fails.Saying<InvalidDataException>(
            "None of the 2 rows can be trained on. 1 row skipped, no answer: 0. 1 row skipped, no answer left within the cutoff of 4 tokens: 1. Check the columns or raise the cutoff.",
            () => encoder.EncodeAll([("a", ""), ("long prompt", "b")]));
        Fails.Saying<InvalidDataException>("There is no row to train on.", () => encoder.EncodeAll([]));
    }

    private static ModelTokenizer Tokenizer(params string[] merges)
    {
        var file = TinyTokenizer.ByteLevel(merges);
        file["added_tokens"] = TinyTokenizer.Json("""[{"id": 0, "content": "<end>", "special": true}]""");
        return TinyTokenizer.Load(file, """{"eos_token": "<end>"}""");
    }
}
