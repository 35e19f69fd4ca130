using SafetyML.Torch.Decoding;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class LogitsProcessingTests
{
    // Probabilities 0.5, 0.25, 0.125, 0.125.
    private static readonly float[] Logits = [MathF.Log(4), MathF.Log(2), 0, 0];

    [Fact]
    public void Penalize_SeenTokens_DividesPositiveAndMultipliesNegativeLogits()
    {
        using var scope = NewDisposeScope();
        var seen = tensor(new[] { true, true, false, true }).unsqueeze(0);

        Near.Check(Row(1, -4, -2, 0), LogitsProcessing.Penalize(Row(2, -2, -2, 0), seen, 2), 1e-6);
    }

    [Fact]
    public void Probabilities_HalfTheTemperature_SquaresTheRatios()
    {
        using var scope = NewDisposeScope();

        Near.Check(Row(16 / 22f, 4 / 22f, 1 / 22f, 1 / 22f), LogitsProcessing.Probabilities(Row(Logits), new() { Temperature = 0.5 }), 1e-6);
    }

    [Fact]
    public void Probabilities_TopK_KeepsTheMostProbable()
    {
        using var scope = NewDisposeScope();

        Near.Check(Row(2 / 3f, 1 / 3f, 0, 0), LogitsProcessing.Probabilities(Row(Logits), new() { TopK = 2 }), 1e-6);
    }

    [Fact]
    public void Probabilities_TopKAmongEqualTokens_KeepsAllOfThem()
    {
        using var scope = NewDisposeScope();

        Near.Check(Row(Logits).softmax(-1), LogitsProcessing.Probabilities(Row(Logits), new() { TopK = 3 }), 1e-6);
    }

    [Theory]
    [InlineData(0.7, 2 / 3f, 1 / 3f)]  // 0.5 is not enough, 0.75 is
    [InlineData(0.5, 1f, 0f)]          // exactly reached
    [InlineData(0.01, 1f, 0f)]         // the most probable token always stays
    public void Probabilities_TopP_KeepsTheFewestThatReachTheMass(double mass, float first, float second)
    {
        using var scope = NewDisposeScope();

        Near.Check(Row(first, second, 0, 0), LogitsProcessing.Probabilities(Row(Logits), new() { TopP = mass }), 1e-6);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.49, 1)]
    [InlineData(0.5, 3)]
    [InlineData(0.999999999, 3)]
    public void Draw_NumberInAnInterval_GivesItsTokenAndNeverAnImpossibleOne(double uniform, long token)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(token, LogitsProcessing.Draw(Row(0, 0.5f, 0, 0.5f, 0), [uniform]).item<long>());
    }

    private static Tensor Row(params float[] values) => tensor(values).unsqueeze(0);
}
