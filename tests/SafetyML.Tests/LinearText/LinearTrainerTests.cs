using SafetyML.LinearText;
using Xunit;

namespace SafetyML.Tests.LinearText;

public sealed class LinearTrainerTests
{
    [Fact]
    public void Fit_SameRowsTwice_SameBytes() => Assert.Equal(LinearTextFile.Write(SomeModels.Train()), LinearTextFile.Write(SomeModels.Train()));

    [Fact]
    public void Fit_OneFeature_ReachesTheKnownMinimum()
    {
        // One feature, no bias (pairs), loss log(1 + e^-w) + w²/2·p: the minimum has σ(-w) = p·w.
        var row = new LinearRow(new SparseRow([0], [1]), [1], IsPair: true);
        var weight = LinearTrainer.Fit([row, row], size: 1, outputs: 1, penalty: 0.1).Values[0];
        Assert.Equal(1 / (1 + Math.Exp(weight)), 0.1 * weight, 1e-4);
    }

    [Fact]
    public void Fit_ThreeClasses_BiasIsTheirShare()
    {
        LinearRow[] rows = [.. Enumerable.Range(0, 10).Select(i => new LinearRow(new SparseRow([], []), i < 5 ? [1, 0, 0] : i < 8 ? [0, 1, 0] : [0, 0, 1]))];
        var bias = LinearTrainer.Fit(rows, size: 1, outputs: 3, penalty: 1e-3).Bias;
        var sum = bias.Sum(Math.Exp);
        Assert.Equal([0.5, 0.3, 0.2], bias.Select(value => Math.Round(Math.Exp(value) / sum, 3)));
    }

    [Fact]
    public void Fit_Pairs_ScoreTheHigherAnswerHigher()
    {
        var trainer = new StageTrainer(SomeModels.Options with { Classes = ["harm"], MinimumRows = 1 });
        var model = new LinearTextModel([trainer.Fit([new TrainingText("", "a zorp") { Lower = "a glim" }, new TrainingText("", "zorp zorp") { Lower = "glim" }])]);
        Span<float> high = [0], low = [0];
        model.Score("", "the zorp", high);
        model.Score("", "the glim", low);
        Assert.True(high[0] > low[0], $"{high[0]} {low[0]}");
    }

    [Fact]
    public void Of_OverconfidentProbabilities_TemperatureAboveOne()
    {
        float[][] probabilities = [.. Enumerable.Repeat(new[] { 0.99f }, 100)];
        double[][] targets = [.. Enumerable.Range(0, 100).Select(i => new double[] { i < 75 ? 1 : 0 })];
        var temperature = Temperature.Of(probabilities, targets);
        Assert.Equal(0.75, 1 / (1 + Math.Exp(-Math.Log(0.99 / 0.01) / temperature)), 0.001);
    }
}
