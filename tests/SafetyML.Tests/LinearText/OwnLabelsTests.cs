using SafetyML.LinearText;
using Xunit;

namespace SafetyML.Tests.LinearText;

public sealed class OwnLabelsTests
{
    private static readonly (string Prompt, string Answer, int Label)[] Rows =
        [.. Enumerable.Range(0, 60).Select(i => ("Zib it.", i % 2 == 0 ? $"I won't zib {i}, sorry." : $"Zibbed it {i} times.", i % 2))];

    [Fact]
    public void Classes_TwoClasses_OneProbabilityOfTheSecond()
    {
        var model = OwnLabels.Classes(Rows, ["refused", "done"]);
        Span<float> done = [0];
        model.Score("Zib it.", "Zibbed it 7 times.", done);
        Assert.Equal(["done"], model.Classes);
        Assert.InRange(done[0], 0.8f, 1);
    }

    [Fact]
    public void Classes_Twice_SameBytes() =>
        Assert.Equal(LinearTextFile.Write(OwnLabels.Classes(Rows, ["a", "b", "c"])), LinearTextFile.Write(OwnLabels.Classes(Rows, ["a", "b", "c"])));

    [Fact]
    public void Classes_OneClassOnly_SaysSo() => Assert.StartsWith(
        "All 3 rows have the label 'a'; at least two classes are needed.",
        Assert.Throws<ArgumentException>(() => OwnLabels.Classes([("", "x", 0), ("", "y", 0), ("", "z", 0)], ["a", "b"])).Message);

    [Fact]
    public void Number_Scale_IsLearned()
    {
        var model = OwnLabels.Number([.. Rows.Select(row => (row.Prompt, row.Answer, row.Label * 3f))], 0, 4);
        Span<float> share = [0];
        model.Score("Zib it.", "Zibbed it 7 times.", share);
        Assert.Equal(3, 4 * share[0], 0.5);
    }

    [Theory]
    [InlineData(5f)]
    [InlineData(-1f)]
    [InlineData(float.NaN)]
    public void Number_OutsideTheScale_NamesTheRow(float label) => Assert.StartsWith(
        $"Row 2 has the label {label}; labels from 0 to 4 are allowed.",
        Assert.Throws<ArgumentException>(() => OwnLabels.Number([("", "x", 1), ("", "y", label)], 0, 4)).Message);
}
