using Microsoft.ML;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Data;

public sealed class MixSafetyTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void MixSafety_LargerCount_ContainsTheSmallerDraw()
    {
        var small = Drawn(_ml.Data.MixSafety(General(50), Safety(1000), count: 300, seed: 7));
        var large = Drawn(_ml.Data.MixSafety(General(50), Safety(1000), count: 500, seed: 7));
        Assert.Equal(300, small.Distinct().Count());
        Assert.Equal(500, large.Distinct().Count());
        Assert.Subset(large.ToHashSet(), small.ToHashSet());
    }

    [Fact]
    public void MixSafety_SameSeed_IsTheSameMixture()
    {
        var first = _ml.Data.MixSafety(General(5), Safety(100), count: 20, seed: 3);
        var second = _ml.Data.MixSafety(General(5), Safety(100), count: 20, seed: 3);
        Assert.Equal(first.Texts("Instruction"), second.Texts("Instruction"));
        Assert.NotEqual(first.Texts("Instruction"), _ml.Data.MixSafety(General(5), Safety(100), count: 20, seed: 4).Texts("Instruction"));
    }

    [Fact]
    public void MixSafety_Any_KeepsEveryGeneralRowAndOnlyInstructionColumns()
    {
        var mix = _ml.Data.MixSafety(General(3), Safety(2), count: 2);
        Assert.Equal(["Instruction", "Input", "Output"], mix.Schema.Names());
        Assert.Equal(["general 0", "general 1", "general 2"], mix.Texts("Instruction")[..3]);
        Assert.Equal(5, mix.GetRowCount());
    }

    [Theory]
    [InlineData(0.5, 100)]
    [InlineData(0.03, 3)]
    [InlineData(0.0, 0)]
    public void MixSafety_Share_IsThePartOfTheWhole(double share, int drawn) =>
        Assert.Equal(drawn, Drawn(_ml.Data.MixSafety(General(100), Safety(200), share)).Length);

    [Fact]
    public void MixSafety_MoreThanThereAre_SaysHowMany()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.MixSafety(General(1), Safety(10), count: 11));
        Assert.StartsWith("11 safety rows were asked for; 0 to 10 can be drawn, the rows that there are.", exception.Message);
    }

    [Theory]
    [InlineData(1.0)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public void MixSafety_ShareOutOfRange_SaysTheRange(double share)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.MixSafety(General(1), Safety(10), share));
        Assert.Contains("it is the part of the whole mixture, at least 0 and below 1.", exception.Message);
    }

    [Fact]
    public void MixSafety_NoOutputColumn_NamesTheColumns()
    {
        var exception = Assert.Throws<ArgumentException>(() => _ml.Data.MixSafety(General(1), _ml.Of(new Prompt("a", "b")), count: 1));
        Assert.StartsWith("Column 'Output' was not found. Columns: Instruction, Type.", exception.Message);
    }

    private IDataView General(int rows) => Rows("general", rows);

    private IDataView Safety(int rows) => Rows("safety", rows);

    private IDataView Rows(string name, int rows) =>
        _ml.Of([.. Enumerable.Range(0, rows).Select(index => new Row($"{name} {index}", $"answer {index}", "extra"))]);

    private static string[] Drawn(IDataView mix) => [.. mix.Texts("Instruction").Where(text => text.StartsWith("safety", StringComparison.Ordinal))];

    private sealed record Row(string Instruction, string Output, string Extra);

    private sealed record Prompt(string Instruction, string Type);
}
