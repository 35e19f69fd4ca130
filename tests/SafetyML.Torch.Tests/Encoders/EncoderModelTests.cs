using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Encoders;

public class EncoderModelTests
{
    private const double LogitTolerance = 2e-5;

    public static TheoryData<string> Variants => EncoderVariants.Names;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Logits_EverySetting_AsReference(string name)
    {
        var variant = EncoderVariants.Find(name);
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, variant);
        using var model = ReferenceEncoder.Classifier(folder);
        ReferenceEncoder.Check(EncoderVariants.Logits(variant), ReferenceEncoder.Logits(model, EncoderVariants.Texts(variant)), LogitTolerance);
    }

    [Theory]
    [InlineData("bert, silu")]
    [InlineData("deberta, convolution")]
    public void Logits_BFloat16_AreNear(string name)
    {
        var variant = EncoderVariants.Find(name);
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, variant);
        using var model = ReferenceEncoder.Classifier(folder);
        model.ComputeType = ScalarType.BFloat16;
        ReferenceEncoder.Check(EncoderVariants.Logits(variant), ReferenceEncoder.Logits(model, EncoderVariants.Texts(variant)), 0.1);
    }

    [Theory]
    [InlineData("bert, silu")]
    [InlineData("electra, narrow embeddings")]
    [InlineData("roberta, padding id 3")]
    [InlineData("deberta, convolution")]
    public void Logits_NamesOfOldVersions_AreTheSame(string name)
    {
        var variant = EncoderVariants.Find(name);
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, variant, OldName);
        using var model = ReferenceEncoder.Classifier(folder);
        ReferenceEncoder.Check(EncoderVariants.Logits(variant), ReferenceEncoder.Logits(model, EncoderVariants.Texts(variant)), LogitTolerance);
    }

    [Theory]
    [InlineData("bert, silu")]
    [InlineData("deberta, convolution")]
    public void LoadBare_WithoutPrefix_GivesTheSameStates(string name)
    {
        var variant = EncoderVariants.Find(name);
        using var whole = new TempFolder();
        using var bare = new TempFolder();
        EncoderVariants.Write(whole, variant);
        string prefix = $"{EncoderConfig.Load(whole).Family.Prefix}.";
        EncoderVariants.Write(bare, variant, stored => stored.StartsWith(prefix, StringComparison.Ordinal) ? stored[prefix.Length..] : null);
        using var first = ReferenceEncoder.Bare(whole);
        using var second = ReferenceEncoder.Bare(bare);
        var options = new TextEmbedderOptions { Pooling = Pooling.Mean };
        ReferenceEncoder.Check(
            TextEmbedder.Vectors(first, options, EncoderVariants.Texts(variant)), TextEmbedder.Vectors(second, options, EncoderVariants.Texts(variant)), 0);
    }

    [Fact]
    public void LoadClassifier_HeadsOfPretraining_AreLeftAlone()
    {
        var variant = EncoderVariants.Find("deberta, convolution");
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, variant);
        AddTensors(folder, "lm_predictions.lm_head.dense.weight", "mask_predictions.dense.bias", "deberta.embeddings.position_ids", "deberta.embeddings.position_embeddings.weight");
        using var model = ReferenceEncoder.Classifier(folder);
        ReferenceEncoder.Check(EncoderVariants.Logits(variant), ReferenceEncoder.Logits(model, EncoderVariants.Texts(variant)), LogitTolerance);
    }

    [Fact]
    public void LoadClassifier_NoHead_NamesTensorsAndWhatToDo()
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find("roberta, padding id 3"), name => name.StartsWith("classifier", StringComparison.Ordinal) ? null : name);
        Fails.Saying<MissingHeadException>(
            "has no sequence-classification head: classifier.dense.weight, classifier.dense.bias, classifier.out_proj.weight, classifier.out_proj.bias are missing. " +
            "Give the folder of a fine-tuned classifier, or train a head on this encoder with ClassifierTraining.Train(folder, examples, options).",
            () => ReferenceEncoder.Classifier(folder));
    }

    [Fact]
    public void LoadClassifier_MissingTensors_AreNamed()
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find("bert, silu"), name => name.Contains("layer.1.intermediate", StringComparison.Ordinal) ? null : name);
        Fails.Saying<CheckpointFormatException>(
            "does not hold the bert encoder of its config.json. 2 tensors are missing: bert.encoder.layer.1.intermediate.dense.weight, bert.encoder.layer.1.intermediate.dense.bias.",
            () => ReferenceEncoder.Classifier(folder));
    }

    [Fact]
    public void LoadClassifier_ManyMissingTensors_NamesTen()
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find("bert, silu"), name => name.Contains("layer.1.", StringComparison.Ordinal) ? null : name);
        string message = Assert.Throws<CheckpointFormatException>(() => ReferenceEncoder.Classifier(folder)).Message;
        Assert.Contains("16 tensors are missing: ", message, StringComparison.Ordinal);
        Assert.EndsWith(", ....", message, StringComparison.Ordinal);
        Assert.Equal(10, message.Split("bert.encoder.layer.1.").Length - 1);
    }

    [Fact]
    public void LoadClassifier_UnknownTensor_IsNamed()
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find("bert, silu"));
        AddTensors(folder, "bert.encoder.layer.7.extra");
        Fails.Saying<CheckpointFormatException>("1 tensor is not part of this architecture: bert.encoder.layer.7.extra.", () => ReferenceEncoder.Classifier(folder));
    }

    [Fact]
    public void LoadClassifier_OtherNumberOfLabels_SaysBothShapes()
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find("bert, relu, 4 labels, 3 segments"));
        string config = File.ReadAllText(folder.File("config.json")).Replace(", \"3\": \"LABEL_3\"", "", StringComparison.Ordinal);
        File.WriteAllText(folder.File("config.json"), config);
        Fails.Saying<CheckpointFormatException>("classifier.weight is (4, 12), not (3, 12), classifier.bias is (4), not (3).", () => ReferenceEncoder.Classifier(folder));
    }

    [Fact]
    public void LoadClassifier_NotANumber_NamesTheTensor()
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find("bert, silu"));
        Change(folder, weights => weights["bert.encoder.layer.0.output.dense.bias"].fill_(float.NaN));
        Fails.Saying<CheckpointFormatException>("tensor 'bert.encoder.layer.0.output.dense.bias' holds NaN or an infinity.", () => ReferenceEncoder.Classifier(folder));
    }

    [Fact]
    public void LoadClassifier_SameTensorUnderTwoNames_IsRefused()
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find("bert, silu"));
        AddTensors(folder, "bert.embeddings.LayerNorm.gamma");
        Fails.Saying<CheckpointFormatException>("are both bert.embeddings.LayerNorm.weight.", () => ReferenceEncoder.Classifier(folder));
    }

    private static string OldName(string name) => name.Replace("LayerNorm.weight", "LayerNorm.gamma", StringComparison.Ordinal).Replace("LayerNorm.bias", "LayerNorm.beta", StringComparison.Ordinal);

    private static void AddTensors(string folder, params string[] names) => Change(folder, weights =>
    {
        foreach (string name in names)
            weights[name] = zeros(2);
    });

    private static void Change(string folder, Action<Dictionary<string, Tensor>> change)
    {
        using var scope = NewDisposeScope();
        string path = Path.Combine(folder, "model.safetensors");
        Dictionary<string, Tensor> weights;
        using (var checkpoint = Checkpoint.Open(path))
            weights = checkpoint.Names.ToDictionary(name => name, name => checkpoint.Read(name));
        change(weights);
        SafetensorsWriter.Write(path, weights);
    }
}
