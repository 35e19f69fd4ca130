using System.Text.Json;
using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Encoders;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Classification;

public class ClassifierRunTests
{
    private const int Trained = 5;
    private const double LossTolerance = 2e-4;
    private const double NormTolerance = 2e-3;

    public static TheoryData<string> Variants => EncoderVariants.Names;

    [Theory]
    [MemberData(nameof(Variants))]
    public void Train_AllRowsInOneBatch_LossesAndNormsAsReference(string name)
    {
        var variant = EncoderVariants.Find(name);
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, variant);
        using var model = ReferenceEncoder.Classifier(folder);
        using var run = new ClassifierRun(model, Rows(variant, model.Config.Labels.Count), [], Options(microBatchTokens: 8192), TimeProvider.System, null);
        run.Train(CancellationToken.None);
        var steps = variant.GetProperty("steps").EnumerateArray().ToArray();
        Assert.Equal(steps.Length, run.Steps.Count);
        foreach (var (expected, actual) in steps.Zip(run.Steps))
        {
            CheckNear(expected.GetProperty("loss").GetDouble(), actual.Loss, LossTolerance);
            CheckNear(expected.GetProperty("norm").GetDouble(), actual.GradientNorm, NormTolerance);
        }
    }

    [Fact]
    public void Train_OtherMicroBatches_GivesTheSameLosses()
    {
        var variant = EncoderVariants.Find("deberta, convolution");
        double[] whole = Losses(variant, Options(microBatchTokens: 8192)), split = Losses(variant, Options(microBatchTokens: 1));
        foreach (var (expected, actual) in whole.Zip(split))
            CheckNear(expected, actual, LossTolerance);
    }

    private static double[] Losses(JsonElement variant, ClassifierTrainingOptions options)
    {
        using var folder = new TempFolder();
        EncoderVariants.Write(folder, variant);
        using var model = ReferenceEncoder.Classifier(folder);
        using var run = new ClassifierRun(model, Rows(variant, model.Config.Labels.Count), [], options, TimeProvider.System, null);
        run.Train(CancellationToken.None);
        return [.. run.Steps.Select(step => step.Loss)];
    }

    private static ClassifierTrainingOptions Options(int microBatchTokens) => new()
    {
        Epochs = 5,
        BatchSize = Trained,
        MicroBatchTokens = microBatchTokens,
        EncoderLearningRate = 1e-2,
        HeadLearningRate = 3e-2,
        WarmupShare = 0.4,
        WeightDecay = 0.1,
        Dropout = 0,
        ScalarType = ScalarType.Float32,
        Device = "cpu",
    };

    private static IReadOnlyList<ClassifierRow> Rows(JsonElement variant, int labels)
    {
        var text = new TextPair("");
        return [.. EncoderVariants.Texts(variant).Take(Trained).Select((encoded, row) => new ClassifierRow(
            (labels > 1 ? ClassifierExample.OfClass(text, row % labels) : ClassifierExample.OfValue(text, (0.3f * row) - 0.5f)) with { Weight = 1 + (0.5f * row) },
            [encoded], row))];
    }

    private static void CheckNear(double expected, double actual, double tolerance) => Assert.True(
        Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{actual} is not near {expected}.");
}
