using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Encoders;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Training;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Classification;

public class ClassifierTrainingTests
{
    [Theory]
    [InlineData("bert, silu", EncoderTuning.Full, Pooling.FirstToken)]
    [InlineData("deberta, convolution", EncoderTuning.Frozen, Pooling.Mean)]
    [InlineData("deberta, convolution", EncoderTuning.Lora, Pooling.FirstToken)]
    [InlineData("roberta, padding id 3", EncoderTuning.Lora, Pooling.Mean)]
    [InlineData("electra, narrow embeddings", EncoderTuning.Full, Pooling.Mean)]
    public void Train_Classes_AreLearned(string variant, EncoderTuning tuning, Pooling pooling)
    {
        using var folder = Encoder(variant);
        using var result = ClassifierTraining.Train(folder, Classes(160), Options(tuning) with
        {
            HeadPooling = pooling,
            Labels = ["without", "with"],
            Epochs = 30,
            HeadLearningRate = tuning == EncoderTuning.Frozen ? 5e-2 : 2e-2,
        });
        Assert.Equal(["without", "with"], result.Classifier.Labels);
        Assert.Equal("single_label_classification", result.Classifier.Config.ProblemType);
        Assert.True(result.Epochs[result.BestEpoch - 1].ValidationAccuracy >= 0.75, $"Accuracy {result.Epochs[result.BestEpoch - 1].ValidationAccuracy}.");
        Assert.Equal(result.Epochs.Min(epoch => epoch.ValidationLoss), result.Epochs[result.BestEpoch - 1].ValidationLoss);
    }

    [Fact]
    public void Train_ValuesAndRankingsTogether_AreLearned()
    {
        using var folder = Encoder("bert, silu");
        ClassifierExample[] examples =
        [
            .. Enumerable.Range(0, 80).Select(row => ClassifierExample.OfValue(new TextPair(Letters(row, row % 4)), row % 4)),
            .. Enumerable.Range(0, 80).Select(row => ClassifierExample.OfRanking(new TextPair(Letters(row, 3)), new TextPair(Letters(row + 1, row % 3)))),
        ];
        using var result = ClassifierTraining.Train(folder, examples, Options(EncoderTuning.Full) with { Epochs = 30 });
        Assert.Equal(["LABEL_0"], result.Classifier.Labels);
        Assert.Equal("regression", result.Classifier.Config.ProblemType);
        Assert.True(result.Epochs[result.BestEpoch - 1].ValidationAccuracy >= 0.75);
        float[][] scores = result.Classifier.Logits([new(Letters(1, 0)), new(Letters(1, 3))]);
        Assert.True(scores[1][0] > scores[0][0] + 1);
    }

    [Theory]
    [InlineData(EncoderTuning.Frozen)]
    [InlineData(EncoderTuning.Lora)]
    [InlineData(EncoderTuning.Full)]
    public void Train_Twice_GivesTheSameWeights(EncoderTuning tuning)
    {
        using var folder = Encoder("deberta, convolution");
        var options = Options(tuning) with { Epochs = 2, Dropout = 0.1 };
        using var first = ClassifierTraining.Train(folder, Classes(20), options);
        using var second = ClassifierTraining.Train(folder, Classes(20), options);
        using var other = ClassifierTraining.Train(folder, Classes(20), options with { Seed = 7 });
        Assert.Equal(first.Classifier.WeightsSha256, second.Classifier.WeightsSha256);
        Assert.NotEqual(first.Classifier.WeightsSha256, other.Classifier.WeightsSha256);
    }

    [Theory]
    [InlineData(EncoderTuning.Frozen, true, 0)]
    [InlineData(EncoderTuning.Lora, true, 12)] // the weights of the six linear layers of both layers
    [InlineData(EncoderTuning.Full, false, 32)] // all tensors of both layers
    public void Train_Encoder_ChangesOnlyWhatIsTuned(EncoderTuning tuning, bool trainsEmbeddings, int changed)
    {
        using var folder = Encoder("bert, silu");
        using var before = ReferenceEncoder.Bare(folder);
        var original = before.named_parameters().ToDictionary(item => item.name, item => item.parameter);
        using var result = ClassifierTraining.Train(folder, Classes(20), Options(tuning) with { Epochs = 1, TrainsEmbeddings = trainsEmbeddings });
        var after = result.Classifier.Network.named_parameters().Where(item => original.ContainsKey(item.name));
        string[] different = [.. after.Where(item => Near.Difference(original[item.name], item.parameter) > 0).Select(item => item.name)];
        Assert.Equal(changed, different.Length);
        Assert.All(different, name => Assert.StartsWith("bert.encoder.", name, StringComparison.Ordinal));
        Assert.All(result.Classifier.Network.parameters(), parameter => Assert.False(parameter.requires_grad));
        Assert.All(result.Classifier.Network.Projections(), item => Assert.Null(item.Projection.Branch));
    }

    [Fact]
    public void Train_ThenSaveAndLoad_IsTheSame()
    {
        using var folder = Encoder("electra, narrow embeddings");
        using var parent = new TempFolder();
        using var result = ClassifierTraining.Train(folder, Classes(20), Options(EncoderTuning.Lora) with { HeadPooling = Pooling.Mean, Labels = ["no", "yes", "perhaps"] });
        result.Classifier.Save(parent.File("saved"));
        using var loaded = TextClassifier.Load(parent.File("saved"));
        TextPair[] texts = [new("ABC"), new("BCD", "AAA")];
        ReferenceEncoder.Check(result.Classifier.Logits(texts), loaded.Logits(texts), 1e-6);
        Assert.Equal(result.Classifier.WeightsSha256, loaded.WeightsSha256);
        Assert.Equal((Pooling.Mean, "single_label_classification"), (loaded.Config.HeadPooling, loaded.Config.ProblemType));
        Assert.Equal(["no", "yes", "perhaps"], loaded.Labels);
        var json = Fixtures.Json(parent.File("saved"), "config.json");
        Assert.Equal((2, "mean"), (json.GetProperty("label2id").GetProperty("perhaps").GetInt32(), json.GetProperty("classifier_pooling").GetString()));
    }

    [Fact]
    public void Train_WithoutValidation_KeepsTheLastEpoch()
    {
        using var folder = Encoder("bert, silu");
        using var result = ClassifierTraining.Train(folder, Classes(10), Options(EncoderTuning.Frozen) with { Validation = 0, Epochs = 3 });
        Assert.Equal(3, result.BestEpoch);
        Assert.All(result.Epochs, epoch => Assert.Null(epoch.ValidationLoss));
    }

    [Fact]
    public void Train_Progress_CountsStepsAndTokens()
    {
        using var folder = Encoder("bert, silu");
        var seen = new List<ClassifierProgress>();
        using var result = ClassifierTraining.Train(folder, Classes(10), Options(EncoderTuning.Full) with { Validation = 0, Epochs = 2, BatchSize = 4 }, progress: new Listener(seen.Add));
        Assert.Equal(6, seen.Count);
        Assert.Equal([1, 2, 3, 4, 5, 6], seen.Select(step => step.Step));
        Assert.All(seen, step => Assert.True(step.EncoderLearningRate > 0 && step.HeadLearningRate > 0 && step.GradientNorm > 0));
        Assert.Equal(2 * Classes(10).Sum(example => example.Text.First.Length), seen[^1].Tokens);
        Assert.Equal(seen, result.Steps);
    }

    [Fact]
    public void Train_Cancelled_Throws()
    {
        using var folder = Encoder("bert, silu");
        using var source = new CancellationTokenSource();
        Assert.Throws<OperationCanceledException>(() => ClassifierTraining.Train(
            folder, Classes(10), Options(EncoderTuning.Full), progress: new Listener(_ => source.Cancel()), cancellationToken: source.Token));
    }

    [Fact]
    public void Train_Diverging_SaysWhatToDo()
    {
        using var folder = Encoder("bert, silu");
        ClassifierExample[] examples = [.. Enumerable.Range(0, 10).Select(row => ClassifierExample.OfValue(new TextPair("ABC"), 3e38f))];
        Fails.Saying<TrainingDivergedException>("Lower the learning rates, or check the targets", () => ClassifierTraining.Train(folder, examples, Options(EncoderTuning.Full)));
    }

    [Fact]
    public void Train_LeavesNoTensorBehind()
    {
        using var folder = Encoder("bert, silu");
        long Live() => TorchSharp.DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        ClassifierTraining.Train(folder, Classes(10), Options(EncoderTuning.Full)).Dispose();
        long before = Live();
        foreach (var tuning in Enum.GetValues<EncoderTuning>())
            ClassifierTraining.Train(folder, Classes(10), Options(tuning)).Dispose();
        Assert.Equal(before, Live());
    }

    public static TheoryData<string, ClassifierExample[]> BadRows => new()
    {
        { "There is no example to train on.", [] },
        { "Row 1 of examples has class -1; there are 2, from 0.", [ClassifierExample.OfClass(new("A"), 0), ClassifierExample.OfClass(new("A"), -1)] },
        { "Row 1 of examples has 2 values; the head has 1 outputs.", [ClassifierExample.OfValue(new("A"), 1), ClassifierExample.OfValue(new("A"), 1, 2)] },
        { "Row 0 of examples has a value that is not a finite number.", [ClassifierExample.OfValue(new("A"), float.NaN)] },
        { "Row 0 of examples has weight -1; it must be a number that is not negative.", [ClassifierExample.OfClass(new("A"), 0) with { Weight = -1 }] },
        { "Row 0 of examples has no text. Use an empty text where there is none.", [ClassifierExample.OfClass(new(null!), 0)] },
        { "Row 0 of examples has no second text to rank.", [ClassifierExample.OfRanking(new("A"), new(null!))] },
        { "Every example has weight 0: there is nothing to learn.", [ClassifierExample.OfClass(new("A"), 0) with { Weight = 0 }] },
        { "Rows of SingleLabel and of Regression cannot share a head", [ClassifierExample.OfClass(new("A"), 0), ClassifierExample.OfValue(new("A"), 1, 2)] },
    };

    [Theory]
    [MemberData(nameof(BadRows))]
    public void Train_BadRows_AreNamed(string message, ClassifierExample[] examples)
    {
        using var folder = Encoder("bert, silu");
        var options = Options(EncoderTuning.Full) with { Validation = 0, Labels = message.Contains("1 outputs", StringComparison.Ordinal) ? ["score"] : null };
        Fails.Saying<ArgumentException>(message, () => ClassifierTraining.Train(folder, examples, options));
    }

    [Fact]
    public void Validate_ManyFaults_ListsAll()
    {
        var options = new ClassifierTrainingOptions
        {
            Epochs = 0,
            BatchSize = 0,
            EncoderLearningRate = double.NaN,
            Dropout = 1,
            Validation = -1,
            WarmupShare = 1,
            Labels = ["a", "a"],
        };
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        foreach (string fault in new[]
        {
            "Epochs is 0; it must be at least 1.", "BatchSize is 0;", "EncoderLearningRate is NaN; it must be greater than 0.", "Dropout is 1; it must be at least 0 and below 1.",
            "Validation is -1;", "WarmupShare is 1;", "Labels must be absent, or names that are not empty and differ.",
        })
            Assert.Contains(fault, message, StringComparison.Ordinal);
    }

    private static ClassifierTrainingOptions Options(EncoderTuning tuning) => new()
    {
        Tuning = tuning,
        Epochs = 12,
        BatchSize = 8,
        EncoderLearningRate = 3e-3,
        HeadLearningRate = 2e-2,
        Dropout = 0,
        Validation = 0.2,
        ScalarType = ScalarType.Float32,
        Device = "cpu",
    };

    /// <summary>The folder of an encoder without a head.</summary>
    private static TempFolder Encoder(string variant)
    {
        var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find(variant), name => name.StartsWith("classifier", StringComparison.Ordinal) ? null : name);
        return folder;
    }

    /// <summary>Texts with several A are of class 1, texts without of class 0.</summary>
    private static ClassifierExample[] Classes(int count) =>
        [.. Enumerable.Range(0, count).Select(row => ClassifierExample.OfClass(new TextPair(Letters(row, row % 2 * 3)), row % 2))];

    /// <summary>A text of six to ten letters of which <paramref name="count"/> are A, in an order of its own.</summary>
    private static string Letters(int seed, int count)
    {
        var random = new Random(seed);
        char[] letters = [.. Enumerable.Range(0, 6 + (seed % 5)).Select(place => place < count ? 'A' : (char)('B' + random.Next(20)))];
        random.Shuffle(letters);
        return new string(letters);
    }

    private sealed class Listener(Action<ClassifierProgress> seen) : IProgress<ClassifierProgress>
    {
        public void Report(ClassifierProgress value) => seen(value);
    }
}
