using SafetyML.Statistics;
using Xunit;

namespace SafetyML.Tests.Statistics;

/// <summary>Against sums of exact fractions, closed forms and libm's <c>erfc</c>, to 1e-12 of the value.</summary>
public sealed class TailsTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.001, 0.9992021155721779)]
    [InlineData(0.5, 0.6170750774519738)]
    [InlineData(1, 0.31731050786291415)]
    [InlineData(2.8, 0.005110260660855874)]
    [InlineData(-3, 0.0026997960632601913)]
    [InlineData(5, 5.733031437583892e-07)]
    [InlineData(8, 1.2441921148543639e-15)]
    [InlineData(20, 5.507248237212663e-89)]
    public void NormalTwoSided_Value_IsTheReference(double z, double expected) => Close(expected, Tails.NormalTwoSided(z));

    [Fact]
    public void NormalTwoSided_QuantileOfEveryInterval_LeavesFivePerCent() => Close(0.05, Tails.NormalTwoSided(Interval.Quantile));

    [Theory]
    [InlineData(0.1, 1, 0.936548965138893)]
    [InlineData(2.5, 1, 0.24223788318168682)]
    [InlineData(12.7, 1, 0.05002432768934416)]
    [InlineData(0.1, 2, 0.9294654384141402)]
    [InlineData(-2.5, 2, 0.1296117202215108)]
    [InlineData(12.7, 2, 0.006142941599595777)]
    [InlineData(0.1, 4, 0.9251558409394532)]
    [InlineData(2.5, 4, 0.06676654481198814)]
    [InlineData(12.7, 4, 0.0002214090715509658)]
    [InlineData(double.PositiveInfinity, 4, 0)]
    public void StudentTwoSided_Value_IsTheReference(double t, double degrees, double expected) => Close(expected, Tails.StudentTwoSided(t, degrees));

    [Theory]
    [InlineData(0, 10, 0.5, 0.0009765625)]
    [InlineData(5, 26, 0.5, 0.0012469589710235596)]
    [InlineData(3, 40, 0.2, 0.02846209445974451)]
    [InlineData(4800, 10_000, 0.5, 3.296757799336221e-05)]
    [InlineData(40, 1000, 0.1, 1.0419950326403892e-12)]
    [InlineData(10, 10, 0.5, 1)]
    [InlineData(0, 0, 0.5, 1)]
    public void BinomialLower_Value_IsTheReference(int hits, int count, double probability, double expected) =>
        Close(expected, Tails.BinomialLower(hits, count, probability));

    [Theory]
    [InlineData(2, 3, 0.25, 0.26171875)]
    [InlineData(50, 3, 0.9, 0.09663328513725213)]
    [InlineData(5, 40, 0.3, 0.9991109513404776)]
    [InlineData(300, 280, 0.5, 0.20294886574999915)]
    [InlineData(700, 20, 0.5, 4.570009259037985e-180)]
    [InlineData(3, 4, 0, 0)]
    [InlineData(3, 4, 1, 1)]
    public void IncompleteBeta_Value_IsTheReference(double a, double b, double x, double expected) => Close(expected, IncompleteBeta.Regularized(a, b, x));

    [Fact]
    public void IncompleteBeta_OutsideItsRange_IsAnError() => Assert.Equal(
        "I_x(a, b) needs a and b above 0 and x from 0 to 1; a = 1, b = 2, x = NaN.",
        Assert.Throws<ArgumentException>(() => IncompleteBeta.Regularized(1, 2, double.NaN)).Message);

    // Γ(n + 1) = n!, and Γ(½ + 1) = √π / 2.
    [Theory]
    [InlineData(1, 1)]
    [InlineData(10, 3628800)]
    [InlineData(18, 6402373705728000)]
    [InlineData(0.5, 0.886226925452758)]
    public void StirlingError_Of_CompletesStirlingsFormula(double z, double factorial) =>
        Close(factorial, Math.Sqrt(2 * Math.PI * z) * Math.Pow(z / Math.E, z) * Math.Exp(StirlingError.Of(z)));

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, 1e-12 * Math.Max(expected, 1e-300));
}
