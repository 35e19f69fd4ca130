using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Data;

/// <summary>The loaders' view under ML.NET's own verbs.</summary>
public sealed class TextTableTests
{
    private static readonly string[] Values = [.. Enumerable.Range(0, 20).Select(index => $"row {index}")];
    private readonly MLContext _ml = new(seed: 1);
    private readonly TextTable _table = new([("Text", Values), ("Other", Values)]);

    [Fact]
    public void ShuffleRows_Table_KeepsEveryRow()
    {
        var shuffled = _ml.Data.ShuffleRows(_table, seed: 3).Texts("Text");
        Assert.NotEqual(Values, shuffled);
        Assert.Equal(Values.Order(), shuffled.Order());
    }

    [Fact]
    public void TrainTestSplit_Table_PartsMakeTheWhole()
    {
        var split = _ml.Data.TrainTestSplit(_table, testFraction: 0.3, seed: 1);
        Assert.Equal(Values.Order(), split.TrainSet.Texts("Text").Concat(split.TestSet.Texts("Text")).Order());
    }

    [Fact]
    public void TakeRows_AndCache_GiveTheFirst() => Assert.Equal(Values[..3], _ml.Data.Cache(_ml.Data.TakeRows(_table, 3)).Texts("Other"));

    [Fact]
    public void GetGetter_BeforeMoveNext_SaysSo()
    {
        using var cursor = _table.GetRowCursor(_table.Schema);
        var getter = cursor.GetGetter<ReadOnlyMemory<char>>(_table.Schema["Text"]);
        ReadOnlyMemory<char> text = default;
        Assert.Equal("The cursor is not on a row. Call MoveNext first.", Assert.Throws<InvalidOperationException>(() => getter(ref text)).Message);
    }
}
