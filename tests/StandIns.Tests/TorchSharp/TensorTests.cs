using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class TensorTests
{
    [Fact]
    public void Tensor_FromArrayWithShape_KeepsRowMajorOrder()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

        Assert.Equal([2, 3], t.shape);
        Assert.Equal(ScalarType.Float32, t.dtype);
        Assert.Equal(6f, t[1, 2].item<float>());
        Assert.Equal([4f, 5f, 6f], t[1].data<float>().ToArray());
        Assert.Equal([1f, 4f, 2f, 5f, 3f, 6f], t.t().contiguous().data<float>().ToArray());
    }

    [Fact]
    public void Tensor_FromArray_CopiesTheElements()
    {
        using var scope = NewDisposeScope();
        long[] source = [1, 2, 3];
        Tensor t = tensor(source);
        source[0] = 9;

        Assert.Equal([1L, 2L, 3L], t.data<long>().ToArray());
    }

    [Fact]
    public void Tensor_ShapeLargerThanArray_IsRefused()
    {
        var error = Assert.Throws<ArgumentException>(() => tensor(new float[] { 1, 2 }, [3]));

        Assert.Contains("3 vs. 2", error.Message);
    }

    [Fact]
    public void Matmul_TwoMatrices_MultipliesThem()
    {
        using var scope = NewDisposeScope();
        Tensor a = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        Tensor b = tensor(new float[] { 5, 6, 7, 8 }, [2, 2]);

        Assert.Equal([19f, 22f, 43f, 50f], a.matmul(b).data<float>().ToArray());
    }

    [Fact]
    public void Mm_ShapesThatDoNotFit_ThrowsWhatLibtorchSays()
    {
        using var scope = NewDisposeScope();
        Tensor a = zeros(2, 3), b = zeros(2, 3);

        var error = Assert.Throws<ExternalException>(() => a.mm(b));

        Assert.Contains("mat1 and mat2 shapes cannot be multiplied (2x3 and 2x3)", error.Message);
    }

    [Fact]
    public void Use_OfADisposedTensor_IsRefused()
    {
        Tensor t = zeros(2);
        t.Dispose();

        Assert.True(t.IsInvalid);
        Assert.Throws<InvalidOperationException>(() => t + 1);
    }

    [Fact]
    public void Operators_WithNumbers_KeepTheType()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 1, 2 });

        Assert.Equal([3f, 5f], (t * 2 + 1).data<float>().ToArray());
        Assert.Equal([1f, 0.5f], (1.0 / t).data<float>().ToArray());
        Assert.Equal([9f, 8f], (10 - t).data<float>().ToArray());
        Assert.Equal(ScalarType.Float32, (t * 2.5).dtype);
    }

    [Fact]
    public void Index_Expressions_SelectAsInPython()
    {
        using var scope = NewDisposeScope();
        Tensor t = arange(12).reshape(3, 4);

        Assert.Equal([4L, 5L, 6L, 7L], t[1].data<long>().ToArray());
        Assert.Equal([1L, 5L, 9L], t[TensorIndex.Colon, 1].data<long>().ToArray());
        Assert.Equal([6L, 7L, 10L, 11L], t[1.., ^2..].data<long>().ToArray());
        Assert.Equal([8L, 10L], t[TensorIndex.Single(-1), TensorIndex.Slice(step: 2)].data<long>().ToArray());
        Assert.Equal([8L, 9L, 10L, 11L, 0L, 1L, 2L, 3L], t[tensor(new long[] { 2, 0 })].data<long>().ToArray());
        Assert.Equal([4L, 5L, 6L, 7L], t[tensor(new int[] { 1 })].data<long>().ToArray());
        Assert.Equal([3, 1, 4], t[TensorIndex.Colon, TensorIndex.Null].shape);
        Assert.Equal([10L, 11L], t[t > 9].data<long>().ToArray());
    }

    [Fact]
    public void IndexPut_SliceAndMask_WriteInPlace()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros(2, 3);
        t[0, TensorIndex.Slice(1)] = tensor(new float[] { 5, 6 });
        t.masked_fill_(t == 0, -1);

        Assert.Equal([-1f, 5f, 6f, -1f, -1f, -1f], t.data<float>().ToArray());
    }

    [Fact]
    public void IndexPut_Accumulating_AddsWherePositionsRepeat()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros(3);
        t.index_put_(ones(3), [tensor(new long[] { 1, 1, 2 })], accumulate: true);

        Assert.Equal([0f, 2f, 1f], t.data<float>().ToArray());
    }
}
