using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Refusal;

public sealed class RefusalScoreTests
{
    private static IEnumerable<RefusalScore> Grid =>
        from full in Enumerable.Range(0, 21)
        from part in Enumerable.Range(0, 21 - full)
        select new RefusalScore(1 - (full + part) / 20f, full / 20f, part / 20f, default, "");

    [Fact]
    public void ClassScores_AnyProbabilities_AreHighestForTheClass()
    {
        Assert.Contains(Grid, score => score.Class != (RefusalClass)Highest([score.Compliance, score.FullRefusal, score.PartialRefusal]));
        Assert.All(Grid, score => Assert.Equal(score.Class, (RefusalClass)Highest(score.ClassScores())));
        Assert.All(Grid, score => Assert.Equal(1, score.ClassScores().Sum(), 1e-6f));
    }

    [Fact]
    public void ClassScores_HighestIsTheClass_AreTheProbabilities() =>
        Assert.Equal([0.25f, 0.25f, 0.5f], new RefusalScore(0.25f, 0.25f, 0.5f, default, "").ClassScores());

    [Fact]
    public void ClassScores_ComplianceLikelierThanEachRefusal_SharesEvenly()
    {
        var scores = new RefusalScore(0.4f, 0.35f, 0.25f, default, "").ClassScores();
        Assert.Equal([0.375f, 0.375f, 0.25f], scores.Select(score => MathF.Round(score, 6)));
        Assert.True(scores[1] > scores[0]);
    }

    [Fact]
    public void ClassScores_Unscored_AreNaN() => Assert.All(RefusalScore.Unscored("empty").ClassScores(), score => Assert.True(float.IsNaN(score)));

    [Fact]
    public void ClassScores_EvaluatedByMlNet_GiveTheAccuracyOfTheClasses()
    {
        var ml = new MLContext(seed: 1);
        // Keys as ML.NET reads them from such a member: from 0.
        var rows = Grid.Select((score, row) => new Row((uint)(row % 3), score.ClassScores(), (uint)score.Class)).ToArray();
        var metrics = ml.MulticlassClassification.Evaluate(ml.Of(rows));
        Assert.Equal(rows.Count(row => row.Label == row.PredictedLabel) / (double)rows.Length, metrics.MicroAccuracy, 1e-12);
        foreach (var label in Enumerable.Range(0, 3))
            Assert.Equal(
                Enumerable.Range(0, 3).Select(predicted => (double)rows.Count(row => row.Label == label && row.PredictedLabel == predicted)),
                metrics.ConfusionMatrix.Counts[label]);
    }

    // ML.NET's metrics take the first of the highest.
    private static int Highest(float[] scores) => Enumerable.Range(0, 3).OrderByDescending(index => scores[index]).First();

    private sealed class Row(uint label, float[] score, uint predicted)
    {
        [KeyType(3)]
        public uint Label { get; } = label;

        [VectorType(3)]
        public float[] Score { get; } = score;

        [KeyType(3)]
        public uint PredictedLabel { get; } = predicted;
    }
}
