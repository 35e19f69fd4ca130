using Microsoft.Data.Analysis;
using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.DataAnalysis;

public sealed class DataFrameTests
{
    [Fact]
    public void Indexers_RowAndColumn_ReachTheSameValue()
    {
        var frame = Rates();

        Assert.Equal(2, frame.Rows.Count);
        Assert.Equal(3, frame.Columns.Count);
        Assert.Equal("none", frame[0, 0]);
        Assert.Equal(0.25, frame["Rate"][1]);
        Assert.Equal(60, frame.Rows[1]["Count"]);
    }

    [Fact]
    public void Rows_SetValue_ChangesTheColumn()
    {
        var frame = Rates();

        frame.Rows[0]["Rate"] = 1.0;

        Assert.Equal(1.0, frame["Rate"][0]);
    }

    [Fact]
    public void Columns_UnknownName_SaysWhichOne()
    {
        var error = Assert.Throws<ArgumentException>(() => Rates()["Rats"]);

        Assert.StartsWith("Column 'Rats' does not exist", error.Message);
    }

    [Fact]
    public void Add_ColumnOfAnotherLength_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Rates().Columns.Add(new Int32DataFrameColumn("More", [1, 2, 3])));

        Assert.StartsWith("Column lengths are mismatched", error.Message);
    }

    [Fact]
    public void Add_NameThatIsThere_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => Rates().Columns.Add(new Int32DataFrameColumn("Count", [1, 2])));

        Assert.StartsWith("DataFrame already contains a column called Count", error.Message);
    }

    [Fact]
    public void NullCount_MissingValues_AreCounted()
    {
        var column = new DoubleDataFrameColumn("Rate", [1, null, 3]);

        Assert.Equal(1, column.NullCount);
        Assert.Null(column[1]);
        Assert.Equal(typeof(double), column.DataType);
    }

    [Fact]
    public void ToString_FewRows_PadsTheColumns()
        => Assert.Equal(
            "Set       Rate      Count     \nnone      0.5       60        \nall       0.25      60        \n",
            Rates().ToString().ReplaceLineEndings("\n"));

    [Fact]
    public void GetRowCursor_AsDataView_GivesTheColumns()
    {
        IDataView data = new DataFrame(new StringDataFrameColumn("Set", ["none", null]), new SingleDataFrameColumn("Rate", [0.5f, null]));

        Assert.Equal(["none", ""], data.GetColumn<string>("Set"));
        Assert.Equal([0.5f, float.NaN], data.GetColumn<float>("Rate"));
        Assert.Equal(2, data.GetRowCount());
    }

    [Fact]
    public void ToDataFrame_DataView_TakesTheVisibleColumns()
    {
        var ml = new MLContext();
        var data = ml.Transforms.CopyColumns("Copy", "Rate").Fit(Rates()).Transform(Rates());

        var frame = data.ToDataFrame();

        Assert.Equal(["Set", "Rate", "Count", "Copy"], frame.Columns.Select(column => column.Name));
        Assert.Equal([0.5, 0.25], ((DoubleDataFrameColumn)frame["Copy"]).Select(value => value!.Value));
        Assert.Equal(1, data.ToDataFrame(maxRows: 1).Rows.Count);
    }

    [Fact]
    public void Transform_DataFrame_IsAnInputLikeAnyOther()
    {
        var ml = new MLContext();

        var data = ml.Transforms.Conversion.ConvertType("Whole", "Rate").Fit(Rates()).Transform(Rates());

        Assert.Equal([0.5f, 0.25f], data.GetColumn<float>("Whole"));
    }

    private static DataFrame Rates()
        => new(
            new StringDataFrameColumn("Set", ["none", "all"]),
            new DoubleDataFrameColumn("Rate", [0.5, 0.25]),
            new Int32DataFrameColumn("Count", [60, 60]));
}
