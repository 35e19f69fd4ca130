using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Mapping;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Mapping;

public sealed class MappedViewTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void GetRowCursor_AddedColumn_IsComputedOncePerBatch()
    {
        var mapping = new Upper();
        var view = View(mapping, 7);
        Assert.Equal(["A0", "A1", "A2", "A3", "A4", "A5", "A6"], view.Texts("Upper"));
        Assert.Equal([3, 3, 1], mapping.Batches);
    }

    [Fact]
    public void GetRowCursor_NoAddedColumnAsked_ComputesNothing()
    {
        var mapping = new Upper();
        Assert.Equal(7, View(mapping, 7).Texts("Text").Length);
        Assert.Empty(mapping.Batches);
    }

    [Fact]
    public void GetRowCursor_AddedColumnActiveButNotRead_ComputesNothing()
    {
        var mapping = new Upper();
        var view = View(mapping, 7);
        using var cursor = view.GetRowCursor(view.Schema);
        while (cursor.MoveNext())
            Assert.True(cursor.IsColumnActive(view.Schema["Upper"]));
        Assert.Empty(mapping.Batches);
    }

    [Fact]
    public void GetRowCursor_ColumnsReadAhead_KeepTheirRowsValues()
    {
        var view = View(new Upper(), 7);
        var rows = _ml.Data.CreateEnumerable<Mapped>(view, reuseRowObject: true)
            .Select(row => (row.Text, row.Upper, row.Number, Sum: row.Vector.Sum())).ToList();
        Assert.Equal([.. Enumerable.Range(0, 7).Select(index => ($"a{index}", $"A{index}", (float)index, 3f * index))], rows);
    }

    [Fact]
    public void GetRowCursor_Positions_CountTheRows()
    {
        var view = View(new Upper(), 4);
        using var cursor = view.GetRowCursor([view.Schema["Upper"]]);
        List<long> positions = [];
        while (cursor.MoveNext())
            positions.Add(cursor.Position);
        Assert.Equal([0, 1, 2, 3], positions);
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
    }

    [Fact]
    public void GetRowCursor_RowIds_AreTheInputs()
    {
        var view = View(new Upper(), 5);
        Assert.Equal(Ids(Rows(5), "Text"), Ids(view, "Upper"));
    }

    [Fact]
    public void GetGetter_WrongType_SaysWhichIsRight()
    {
        var view = View(new Upper(), 1);
        using var cursor = view.GetRowCursor([view.Schema["Upper"]]);
        Assert.StartsWith("Column 'Upper' holds String; its getter gives ",
            Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Upper"])).Message);
        Assert.Equal("Column 'Text' is not active. Name it when the cursor or row is made.",
            Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<float>(view.Schema["Text"])).Message);
    }

    [Fact]
    public void Transform_OutputNamedAsAnInput_HidesIt()
    {
        var view = new MappedView<string>(Rows(2), new BoundMapping<string>(new Upper("Text"), Rows(2).Schema));
        Assert.Equal(["A0", "A1"], view.Texts("Text"));
    }

    private static List<DataViewRowId> Ids(IDataView view, string column)
    {
        using var cursor = view.GetRowCursor([view.Schema[column]]);
        var getter = cursor.GetIdGetter();
        List<DataViewRowId> ids = [];
        while (cursor.MoveNext())
        {
            DataViewRowId id = default;
            getter(ref id);
            ids.Add(id);
        }
        return ids;
    }

    private MappedView<string> View(Upper mapping, int rows) => new(Rows(rows), new BoundMapping<string>(mapping, Rows(rows).Schema));

    private IDataView Rows(int rows) =>
        _ml.Of([.. Enumerable.Range(0, rows).Select(index => new Row { Text = $"a{index}", Number = index, Vector = [index, index, index] })]);

    private sealed class Row
    {
        public string Text { get; set; } = "";

        public float Number { get; set; }

        [VectorType(3)]
        public float[] Vector { get; set; } = [];
    }

    private sealed class Mapped
    {
        public string Text { get; set; } = "";

        public string Upper { get; set; } = "";

        public float Number { get; set; }

        [VectorType(3)]
        public float[] Vector { get; set; } = [];
    }

    private sealed class Upper(string output = "Upper") : IRowMapping<string>
    {
        public List<int> Batches { get; } = [];

        public IReadOnlyList<InputColumn> Inputs { get; } = [new("Text")];

        public IReadOnlyList<OutputColumn<string>> Outputs { get; } = [OutputColumn<string>.Text(output, text => text)];

        public int BatchSize => 3;

        public IReadOnlyList<string> Map(IReadOnlyList<string[]> rows)
        {
            Batches.Add(rows.Count);
            return [.. rows.Select(row => row[0].ToUpperInvariant())];
        }
    }
}
