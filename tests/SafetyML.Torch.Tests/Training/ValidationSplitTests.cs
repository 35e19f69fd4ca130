using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class ValidationSplitTests
{
    private static readonly int[] Rows = [.. Enumerable.Range(0, 20)];

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 5)]
    [InlineData(0.25, 5)]
    public void Draw_CountOrShare_TakesThatManyAndKeepsTheRest(double amount, int expected)
    {
        var (training, validation) = ValidationSplit.Draw(Rows, amount, seed: 1);

        Assert.Equal(expected, validation.Count);
        Assert.Equal(Rows, training.Concat(validation).Order());
    }

    [Fact]
    public void Draw_SameSeed_SameRows() =>
        Assert.Equal(ValidationSplit.Draw(Rows, 5, seed: 3).Validation, ValidationSplit.Draw(Rows, 5, seed: 3).Validation);

    [Fact]
    public void Draw_AllRows_SaysThatNoneAreLeft()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => ValidationSplit.Draw(Rows, 20, seed: 1));

        Assert.StartsWith("20 of 20 rows for validation leave none to train on.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2.5)]
    [InlineData(double.NaN)]
    public void Draw_NeitherCountNorShare_Throws(double amount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ValidationSplit.Draw(Rows, amount, seed: 1));
}
