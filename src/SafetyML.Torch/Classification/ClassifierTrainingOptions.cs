using SafetyML.Torch.Encoders;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Classification;

/// <summary>How a classification head, and the encoder below it, are trained.</summary>
public sealed record ClassifierTrainingOptions
{
    /// <summary>What of the encoder changes. <value>All weights.</value></summary>
    public EncoderTuning Tuning { get; init; } = EncoderTuning.Full;

    /// <summary>The branches of <see cref="EncoderTuning.Lora"/>. <value>Rank 8, alpha 16, every linear layer.</value></summary>
    public LoraOptions Lora { get; init; } = new() { Rank = 8, Alpha = 16 };

    /// <summary>Whether <see cref="EncoderTuning.Full"/> changes the embeddings too. Without them a step is faster and takes less memory. <value>True.</value></summary>
    public bool TrainsEmbeddings { get; init; } = true;

    /// <summary>
    /// What the head reads. The first token is what the Hugging Face library gives the heads of these families, so that the saved folder has the same
    /// logits there. The mean suits encoders that were trained for it, such as sentence encoders; it is stored as <c>classifier_pooling</c>, which that
    /// library does not read for these families: there the same folder gives other logits. <value>The first token.</value>
    /// </summary>
    public Pooling HeadPooling { get; init; } = Pooling.FirstToken;

    /// <summary>Names of the outputs. <value>LABEL_0 and so on: one for each class, or for each value of a regression, or one for rankings.</value></summary>
    public IReadOnlyList<string>? Labels { get; init; }

    /// <summary>Passes over the training rows. <value>3.</value></summary>
    public int Epochs { get; init; } = 3;

    /// <summary>Rows of one optimizer step; a ranking is one row of two texts. <value>32.</value></summary>
    public int BatchSize { get; init; } = 32;

    /// <summary>Bounds memory: most tokens that are computed at once. Results depend on it only in what dropout drops. <value>8192.</value></summary>
    public int MicroBatchTokens { get; init; } = 8192;

    /// <summary>Longer texts are cut to this many tokens with the special ones, the longer of a pair first. <value>512.</value></summary>
    public int MaxTokens { get; init; } = 512;

    /// <summary>Highest learning rate of the encoder's weights or branches. <value>5e-5; branches of low rank want about ten times as much.</value></summary>
    public double EncoderLearningRate { get; init; } = 5e-5;

    /// <summary>Highest learning rate of the head. <value>1e-3.</value></summary>
    public double HeadLearningRate { get; init; } = 1e-3;

    /// <summary>Share of all steps over which the rates rise from 0; then they fall to 0 in a line. <value>0.06.</value></summary>
    public double WarmupShare { get; init; } = 0.06;

    /// <summary>Decoupled decay of matrices; norms and biases do not decay. <value>0.01.</value></summary>
    public double WeightDecay { get; init; } = 0.01;

    /// <summary>The gradient is scaled down to this global norm. <value>1.</value></summary>
    public double MaxGradientNorm { get; init; } = 1;

    /// <summary>Share of hidden elements that training drops; not of attention weights. <value>That of config.json.</value></summary>
    public double? Dropout { get; init; }

    /// <summary>Share, or from 1 on number, of rows that are not trained on and choose the best epoch. <value>0.1; 0 keeps the last epoch.</value></summary>
    public double Validation { get; init; } = 0.1;

    /// <summary>
    /// The type in which the encoder's layers compute: float32, or bfloat16, which is about twice as fast on a processor with AVX512-BF16. Weights that change,
    /// norms, softmax sums, the head and the loss are float32 either way, as is the classifier that comes out. <value>BFloat16.</value>
    /// </summary>
    public ScalarType ScalarType { get; init; } = ScalarType.BFloat16;

    /// <summary>Where training runs: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>. <value>auto.</value></summary>
    public string Device { get; init; } = "auto";

    /// <summary>Seed of the new weights, the split, the row order and dropout: equal seeds give equal classifiers. <value>42.</value></summary>
    public int Seed { get; init; } = 42;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Lists all faults.</exception>
    public void Validate()
    {
        var faults = Faults().ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
        if (Tuning == EncoderTuning.Lora)
            Lora.Validate();
        new LanguageModelOptions { Device = Device, ScalarType = ScalarType }.Validate();
    }

    private IEnumerable<string> Faults()
    {
        if (!Enum.IsDefined(Tuning)) yield return $"Tuning is {Tuning}; it must be Frozen, Lora or Full.";
        if (Lora is null) yield return "Lora is null; leave it at its default where it is not used.";
        if (!Enum.IsDefined(HeadPooling)) yield return $"HeadPooling is {HeadPooling}; it must be FirstToken or Mean.";
        if (Labels is { } labels && (labels.Count == 0 || labels.Any(string.IsNullOrEmpty) || labels.Distinct(StringComparer.Ordinal).Count() < labels.Count))
            yield return "Labels must be absent, or names that are not empty and differ.";
        if (Epochs < 1) yield return $"Epochs is {Epochs}; it must be at least 1.";
        if (BatchSize < 1) yield return $"BatchSize is {BatchSize}; it must be at least 1.";
        if (MicroBatchTokens < 1) yield return $"MicroBatchTokens is {MicroBatchTokens}; it must be at least 1.";
        if (MaxTokens < 1) yield return $"MaxTokens is {MaxTokens}; it must be at least 1.";
        if (EncoderLearningRate is not > 0 or double.PositiveInfinity) yield return $"EncoderLearningRate is {EncoderLearningRate}; it must be greater than 0.";
        if (HeadLearningRate is not > 0 or double.PositiveInfinity) yield return $"HeadLearningRate is {HeadLearningRate}; it must be greater than 0.";
        if (WarmupShare is not (>= 0 and < 1)) yield return $"WarmupShare is {WarmupShare}; it must be at least 0 and below 1.";
        if (WeightDecay is not >= 0) yield return $"WeightDecay is {WeightDecay}; it must not be negative.";
        if (MaxGradientNorm is not > 0) yield return $"MaxGradientNorm is {MaxGradientNorm}; it must be greater than 0.";
        if (Dropout is { } dropout && dropout is not (>= 0 and < 1)) yield return $"Dropout is {dropout}; it must be at least 0 and below 1.";
        if (Validation is not >= 0) yield return $"Validation is {Validation}; it must not be negative.";
    }
}
