using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class VectorTests
{
    // Five slots of which the second and the fourth are set.
    private static readonly VBuffer<float> _sparse = new(5, 2, [7, 9], [1, 3]);

    [Fact]
    public void DenseValues_SparseVector_FillsTheGaps()
    {
        Assert.False(_sparse.IsDense);
        Assert.Equal([0, 7, 0, 9, 0], _sparse.DenseValues());
        Assert.Equal([1, 3], _sparse.GetIndices().ToArray());
        Assert.Equal([7, 9], _sparse.GetValues().ToArray());
    }

    [Fact]
    public void Items_SparseVector_GivesTheSetSlotsOrAll()
    {
        Assert.Equal([new(1, 7f), new(3, 9f)], _sparse.Items());
        Assert.Equal([new(0, 0f), new(1, 7f), new(2, 0f), new(3, 9f), new(4, 0f)], _sparse.Items(all: true));
    }

    [Fact]
    public void GetItemOrDefault_SlotSetOrNot_GivesItsValue()
    {
        Assert.Equal(9, _sparse.GetItemOrDefault(3));
        Assert.Equal(0, _sparse.GetItemOrDefault(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => _sparse.GetItemOrDefault(5));
    }

    [Fact]
    public void CopyTo_SparseVector_StaysSparse()
    {
        VBuffer<float> copy = default;

        _sparse.CopyTo(ref copy);

        Assert.False(copy.IsDense);
        Assert.Equal([0, 7, 0, 9, 0], copy.DenseValues());
    }

    [Fact]
    public void CopyToDense_SparseVector_SetsEverySlot()
    {
        VBuffer<float> copy = default;

        _sparse.CopyToDense(ref copy);

        Assert.True(copy.IsDense);
        Assert.Equal([0, 7, 0, 9, 0], copy.GetValues().ToArray());
    }

    [Fact]
    public void CopyTo_Span_UsesTheDefaultGiven()
    {
        var slots = new float[6];

        _sparse.CopyTo(slots, 1, defaultValue: -1);

        Assert.Equal([0, -1, 7, -1, 9, -1], slots);
    }

    [Fact]
    public void Create_EnoughRoom_WritesInPlace()
    {
        VBuffer<float> vector = new(3, [1, 2, 3]);

        var editor = VBufferEditor.Create(ref vector, 2);
        editor.Values[0] = 8;
        vector = editor.Commit();

        Assert.False(editor.CreatedNewValues);
        Assert.Equal([8, 2], vector.DenseValues());
    }

    [Fact]
    public void Create_TooLittleRoom_KeepsOldValuesOnDemand()
    {
        VBuffer<float> vector = new(2, [1, 2]);

        var editor = VBufferEditor.Create(ref vector, 3, keepOldOnResize: true);
        editor.Values[2] = 3;

        Assert.True(editor.CreatedNewValues);
        Assert.Equal([1, 2, 3], editor.Commit().DenseValues());
    }

    [Fact]
    public void CommitTruncated_FewerValues_MakesASparseVector()
    {
        VBuffer<float> vector = default;
        var editor = VBufferEditor.Create(ref vector, 4, valuesCount: 3);
        editor.Values[0] = 5;
        editor.Indices[0] = 2;

        Assert.Equal([0, 0, 5, 0], editor.CommitTruncated(1).DenseValues());
    }

    [Fact]
    public void ToString_DenseOrSparse_SaysWhich()
    {
        Assert.Equal("Sparse vector of size 5, 2 explicit values", _sparse.ToString());
        Assert.Equal("Dense vector of size 1", new VBuffer<float>(1, [1]).ToString());
    }
}
