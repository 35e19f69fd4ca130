using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class CursorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void MoveNext_ThreeRows_CountsPositions()
    {
        using var cursor = Cursor("Name");

        Assert.Equal(-1, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.Equal(0, cursor.Position);
        Assert.True(cursor.MoveNext());
        Assert.True(cursor.MoveNext());
        Assert.Equal(2, cursor.Position);
        Assert.False(cursor.MoveNext());
        Assert.Equal(-1, cursor.Position);
        Assert.False(cursor.MoveNext());
    }

    [Fact]
    public void IsColumnActive_ColumnAskedForOrNot_TellsThem()
    {
        using var cursor = Cursor("Name");

        Assert.True(cursor.IsColumnActive(cursor.Schema["Name"]));
        Assert.False(cursor.IsColumnActive(cursor.Schema["Age"]));
    }

    [Fact]
    public void GetGetter_ColumnNotAskedFor_IsRefused()
    {
        using var cursor = Cursor("Name");

        Assert.Throws<ArgumentOutOfRangeException>(() => cursor.GetGetter<float>(cursor.Schema["Age"]));
    }

    [Fact]
    public void GetGetter_AddedColumnNotAskedFor_IsRefused()
    {
        var data = _ml.Transforms.CopyColumns("Copy", "Name").Fit(Samples.Load(_ml)).Transform(Samples.Load(_ml));
        using var cursor = data.GetRowCursor([data.Schema["Name"]]);

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Copy"]));
    }

    [Fact]
    public void GetGetter_WrongValueType_IsRefused()
    {
        using var cursor = Cursor("Age");

        Assert.Throws<InvalidOperationException>(() => cursor.GetGetter<double>(cursor.Schema["Age"]));
    }

    [Fact]
    public void Getter_BeforeTheFirstRow_IsRefused()
    {
        using var cursor = Cursor("Age");
        var getter = cursor.GetGetter<float>(cursor.Schema["Age"]);
        var value = 0f;

        Assert.ThrowsAny<SystemException>(() => getter(ref value));
    }

    [Fact]
    public void Getter_VectorBuffer_IsReused()
    {
        using var cursor = Cursor("Scores");
        var getter = cursor.GetGetter<VBuffer<float>>(cursor.Schema["Scores"]);
        VBuffer<float> value = default;
        cursor.MoveNext();
        getter(ref value);
        var first = value;
        cursor.MoveNext();
        getter(ref value);

        // The first row's vector was written over: whoever keeps a value copies it.
        Assert.Equal([3, 4], value.DenseValues());
        Assert.Equal([3, 4], first.DenseValues());
    }

    [Fact]
    public void GetIdGetter_RowsInOrder_GivesTheirPositions()
    {
        using var cursor = Cursor();
        var getter = cursor.GetIdGetter();
        var ids = new List<ulong>();
        DataViewRowId id = default;
        while (cursor.MoveNext())
        {
            getter(ref id);
            ids.Add(id.Low);
        }

        Assert.Equal([0ul, 1ul, 2ul], ids);
    }

    [Fact]
    public void GetRowCursorSet_AnyNumber_CoversTheRowsOnce()
    {
        var data = Samples.Load(_ml);
        var names = new List<string>();
        foreach (var cursor in data.GetRowCursorSet([data.Schema["Name"]], 4))
        {
            var getter = cursor.GetGetter<ReadOnlyMemory<char>>(data.Schema["Name"]);
            ReadOnlyMemory<char> name = default;
            while (cursor.MoveNext())
            {
                getter(ref name);
                names.Add(name.ToString());
            }
        }

        Assert.Equal(["Ada", "Bo", "Cy"], names.Order());
    }

    [Fact]
    public void GetColumn_WrongType_SaysBothTypes()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => Samples.Load(_ml).GetColumn<int>("Age").ToList());

        Assert.StartsWith("Cannot map column (name: Age, type: Single) in data to the user-defined type, System.Int32.", error.Message);
    }

    [Fact]
    public void GetColumn_Vectors_ComeAsArrays()
        => Assert.Equal([[1, 2], [3, 4], [5, 6]], Samples.Load(_ml).GetColumn<float[]>("Scores"));

    [Fact]
    public void Preview_TwoRows_ShowsThemByRowAndColumn()
    {
        var preview = Samples.Load(_ml).Preview(maxRows: 2);

        Assert.Equal(2, preview.RowView.Length);
        Assert.Equal("Ada", preview.RowView[0].Values[0].Value.ToString());
        Assert.Equal([36f, 7f], preview.ColumnView[1].Values);
    }

    private DataViewRowCursor Cursor(params string[] names)
    {
        var data = Samples.Load(_ml);
        return data.GetRowCursor(names.Select(name => data.Schema[name]));
    }
}
