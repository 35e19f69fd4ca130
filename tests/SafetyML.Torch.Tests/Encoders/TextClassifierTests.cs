using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Encoders;

public class TextClassifierTests
{
    private const double LogitTolerance = 2e-4;

    public static TheoryData<string> Models => Fixtures.Names("encoders");

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Logits_TextsAndPairs_IdsAndLogitsAsReference(string name)
    {
        string folder = Fixtures.Folder("encoders", name);
        var reference = Fixtures.Json(folder, "reference.json");
        JsonElement[] rows = [.. reference.GetProperty("rows").EnumerateArray().Where(row => row.GetProperty("text").ValueKind == JsonValueKind.String)];
        Skip.If(rows.Length == 0, $"The rows of {name} have no text.");
        int maxTokens = reference.GetProperty("max_length").GetInt32();
        TextPair[] texts = [.. rows.Select(row => new TextPair(row.GetProperty("text").GetString()!, row.GetProperty("pair").GetString()))];
        using var classifier = TextClassifier.Load(folder, new LanguageModelOptions { Device = "cpu" });
        var encoded = TextEncoding.Encode(classifier.Tokenizer, classifier.Config, texts, maxTokens);
        foreach (var (row, text) in rows.Zip(encoded))
        {
            Assert.Equal(Fixtures.Integers(row.GetProperty("input_ids")), text.Ids);
            Assert.Equal(ReferenceEncoder.Encoded(row).TypeIds, text.TypeIds);
        }
        ReferenceEncoder.Check([.. rows.Select(row => ReferenceEncoder.Numbers(row.GetProperty("logits")))], classifier.Logits(texts, maxTokens), LogitTolerance);
    }

    [Theory]
    [InlineData("bert, relu, 4 labels, 3 segments", "BertForSequenceClassification")]
    [InlineData("electra, narrow embeddings", "ElectraForSequenceClassification")]
    [InlineData("xlm-roberta", "XLMRobertaForSequenceClassification")]
    [InlineData("deberta, convolution in groups", "DebertaV2ForSequenceClassification")]
    public void Save_ThenLoad_IsTheSame(string name, string architecture)
    {
        using var source = new TempFolder();
        using var parent = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find(name));
        string target = parent.File("saved");
        TextPair[] texts = [new("ABC"), new("DEF", "GHIJ"), new("A")];
        using var classifier = TextClassifier.Load(source);
        classifier.Save(target);
        using var loaded = TextClassifier.Load(target);
        Assert.Equal(classifier.WeightsSha256, loaded.WeightsSha256);
        Assert.Equal(classifier.Labels, loaded.Labels);
        ReferenceEncoder.Check(classifier.Logits(texts), loaded.Logits(texts), 0);
        Assert.Equal(architecture, Fixtures.Json(target, "config.json").GetProperty("architectures")[0].GetString());
    }

    [Fact]
    public void Save_FolderWithFiles_IsRefused()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("bert, silu"));
        using var classifier = TextClassifier.Load(source);
        Fails.Saying<IOException>("is not empty. Give a new folder, or empty it first.", () => classifier.Save(source));
    }

    [Fact]
    public async Task Logits_SeveralThreads_AreThoseOfOne()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("deberta, convolution"));
        using var classifier = TextClassifier.Load(source);
        TextPair[] texts = [.. Enumerable.Range(1, 20).Select(length => new TextPair(new string((char)('A' + length), length)))];
        float[][] alone = classifier.Logits(texts);
        foreach (float[][] together in await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => classifier.Logits(texts)))))
            ReferenceEncoder.Check(alone, together, 1e-6);
    }

    [Fact]
    public void Logits_ManyTexts_LeaveNoTensorBehind()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("deberta, convolution"));
        using var classifier = TextClassifier.Load(source);
        TextPair[] texts = [.. Enumerable.Range(1, 20).Select(length => new TextPair(new string('B', length)))];
        _ = classifier.Logits(texts);
        long before = TotalTensors();
        for (int time = 0; time < 3; time++)
            _ = classifier.Logits(texts);
        Assert.Equal(before, TotalTensors());

        static long TotalTensors() => TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
    }

    [Fact]
    public void Logits_LongText_IsCutToThePositions()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("roberta, padding id 3"));
        using var classifier = TextClassifier.Load(source);
        Assert.Equal(36, classifier.Config.MaxTokens); // 40 positions, counted from 4
        string longest = string.Concat(Enumerable.Repeat("ABC", 12));
        ReferenceEncoder.Check(classifier.Logits([new(longest)]), classifier.Logits([new(longest + "DEF")]), 0);
    }

    [Fact]
    public void Logits_NoTexts_IsEmpty()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("bert, silu"));
        using var classifier = TextClassifier.Load(source);
        Assert.Empty(classifier.Logits([]));
    }

    [Fact]
    public void Logits_BadTexts_AreNamed()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("bert, silu"));
        using var classifier = TextClassifier.Load(source);
        Fails.Saying<ArgumentException>("Text 1 is null. Use an empty text where there is none.", () => classifier.Logits([new("A"), new(null!)]));
        Fails.Saying<ArgumentException>("Text 2 gives no token: it is empty", () => classifier.Logits([new("A"), new("B"), new("")]));
        Assert.Throws<ArgumentOutOfRangeException>(() => classifier.Logits([new("A")], maxTokens: 0));
    }

    [Fact]
    public void Logits_Cancelled_Throws()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("bert, silu"));
        using var classifier = TextClassifier.Load(source);
        Assert.Throws<OperationCanceledException>(() => classifier.Logits([new("A")], cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void Load_TokenizerOfAnotherModel_Says()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("bert, silu"));
        Some.WriteTokenizer(source, size: 40);
        Fails.Saying<CheckpointFormatException>("the tokenizer has 40 tokens but config.json has vocab_size 30. They belong to different models.", () => TextClassifier.Load(source));
    }

    [Fact]
    public void Load_FileThatHoldsHalf_SaysSo()
    {
        using var source = new TempFolder();
        EncoderVariants.Write(source, EncoderVariants.Find("bert, silu"));
        byte[] bytes = File.ReadAllBytes(source.File("model.safetensors"));
        File.WriteAllBytes(source.File("model.safetensors"), bytes[..(bytes.Length / 2)]);
        Assert.Contains("model.safetensors", Assert.Throws<CheckpointFormatException>(() => TextClassifier.Load(source)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_CausalModel_SaysWhichEncodersThereAre()
    {
        using var source = new TempFolder();
        Some.WriteModel(source);
        Fails.Saying<UnsupportedModelException>(
            "encoder 'llama', 'LlamaForCausalLM' is not supported. Supported model types: bert, electra, roberta, xlm-roberta, deberta-v2.", () => TextClassifier.Load(source));
    }
}
