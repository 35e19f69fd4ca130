using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class OperationTests
{
    [Fact]
    public void Reductions_OverADimension_KeepOrDropIt()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 1, 2, 3, 4, 5, 6 }, [2, 3]);

        Assert.Equal(21f, t.sum().item<float>());
        Assert.Equal([6f, 15f], t.sum(1).data<float>().ToArray());
        Assert.Equal([2, 1], t.mean([1], keepdim: true).shape);
        Assert.Equal([2f, 5f], t.mean([1]).data<float>().ToArray());
        Assert.Equal(Math.Sqrt(91), t.norm().item<float>(), 5);
        Assert.Equal([1f, 3f, 6f, 4f, 9f, 15f], t.cumsum(1).data<float>().ToArray());
    }

    [Fact]
    public void Extremes_TellValueAndPlace()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 3, 9, 1, 7, 5, 8 }, [2, 3]);

        (Tensor values, Tensor places) = t.max(1);
        Assert.Equal([9f, 8f], values.data<float>().ToArray());
        Assert.Equal([1L, 2L], places.data<long>().ToArray());
        Assert.Equal([1L, 2L], t.argmax(1).data<long>().ToArray());
        (Tensor top, Tensor where) = t.topk(2);
        Assert.Equal([9f, 3f, 8f, 7f], top.flatten().data<float>().ToArray());
        Assert.Equal([1L, 0L, 2L, 0L], where.flatten().data<long>().ToArray());
    }

    [Fact]
    public void Sort_Descending_GivesOrderAndPlaces()
    {
        using var scope = NewDisposeScope();
        (Tensor values, Tensor places) = tensor(new float[] { 2, 3, 1 }).sort(descending: true);

        Assert.Equal([3f, 2f, 1f], values.data<float>().ToArray());
        Assert.Equal([1L, 0L, 2L], places.data<long>().ToArray());
    }

    [Fact]
    public void Softmax_InFloat32_OfBFloat16_AddsUpToOne()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 1, 2, 3 }).to(ScalarType.BFloat16);

        Tensor p = t.softmax(-1, ScalarType.Float32);

        Assert.Equal(ScalarType.Float32, p.dtype);
        Assert.Equal(1, p.sum().item<float>(), 6);
        Assert.Equal(0.66524094f, p[2].item<float>(), 6);
        Assert.Equal(3.407606f, logsumexp(tensor(new float[] { 1, 2, 3 }), 0).item<float>(), 5);
    }

    [Fact]
    public void Joins_AndSplits_AreInverses()
    {
        using var scope = NewDisposeScope();
        Tensor t = arange(10).reshape(5, 2);

        Assert.Equal([2L, 2L, 1L], t.split(2).Select(part => part.shape[0]));
        Assert.Equal([1L, 4L], t.split([1, 4]).Select(part => part.shape[0]));
        Assert.True(cat(t.split(2)).Equals(t));
        Assert.True(stack(t.unbind()).Equals(t));
        Assert.Equal([3L, 2L], t.chunk(2).Select(part => part.shape[0]));
    }

    [Fact]
    public void GatherAndScatter_FollowTheIndex()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 1, 2, 3, 4 }, [2, 2]);
        Tensor index = tensor(new long[] { 1, 0 }, [2, 1]);

        Assert.Equal([2f, 3f], t.gather(1, index).flatten().data<float>().ToArray());
        Assert.Equal([0f, 2f, 3f, 0f], zeros(2, 2).scatter_(1, index, t.gather(1, index)).flatten().data<float>().ToArray());
        Tensor sums = zeros(2).index_add_(0, tensor(new long[] { 1, 1 }), tensor(new float[] { 5, 6 }), 1);
        Assert.Equal([0f, 11f], sums.data<float>().ToArray());
    }

    [Fact]
    public void InPlace_Arithmetic_ChangesTheTensorAndItsViews()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 1, 2, 3, 4 });
        Tensor view = t.narrow(0, 2, 2);

        view.mul_(10).add_(tensor(new float[] { 1, 1 }), alpha: 5).clamp_(min: 0, max: 40);
        t[0].fill_(9);

        Assert.Equal([9f, 2f, 35f, 40f], t.data<float>().ToArray());
    }

    [Fact]
    public void Where_AndComparisons_ChooseByElement()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { -1, 0, 2 });

        Assert.Equal([0f, 0f, 2f], where(t > 0, t, zeros_like(t)).data<float>().ToArray());
        Assert.Equal([true, false, true], (t != 0).data<bool>().ToArray());
        Assert.True((t >= -1).all().item<bool>());
    }

    [Fact]
    public void Division_ByRoundingMode_TruncatesOrFloors()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new long[] { -7, 7 });

        Assert.Equal([-3L, 3L], t.div(2, RoundingMode.trunc).data<long>().ToArray());
        Assert.Equal([-4L, 3L], t.div(2, RoundingMode.floor).data<long>().ToArray());
    }

    [Fact]
    public void Triangles_AndMasks_HideTheFuture()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([1f, 0f, 1f, 1f], ones(2, 2).tril().flatten().data<float>().ToArray());
        Assert.Equal([0f, 1f, 0f, 0f], ones(2, 2).triu(1).flatten().data<float>().ToArray());
    }

    [Fact]
    public void Attention_OfOneHotKeys_AveragesTheValues()
    {
        using var scope = NewDisposeScope();
        Tensor q = zeros(1, 1, 2, 4), k = zeros(1, 1, 2, 4);
        Tensor v = tensor(new float[] { 2, 4 }, [1, 1, 2, 1]);

        Assert.Equal([3f, 3f], nn.functional.scaled_dot_product_attention(q, k, v).flatten().data<float>().ToArray());
        Assert.Equal([2f, 3f], nn.functional.scaled_dot_product_attention(q, k, v, is_casual: true).flatten().data<float>().ToArray());
    }

    [Fact]
    public void Activations_OfKnownPoints()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { -1, 0, 1 });

        Assert.Equal(0.7310586f, nn.functional.silu(t)[2].item<float>(), 6);
        Assert.Equal([0f, 0f, 1f], nn.functional.relu(t).data<float>().ToArray());
        Assert.Equal(0.84134475f, nn.functional.gelu(t)[2].item<float>(), 5);
    }

    [Fact]
    public void Dropout_WhileTraining_ScalesWhatStays()
    {
        using var scope = NewDisposeScope();
        float[] values = nn.functional.dropout(ones(1000), 0.25, training: true).data<float>().ToArray();

        Assert.All(values, value => Assert.True(value == 0 || Math.Abs(value - 4f / 3) < 1e-6));
        Assert.InRange(values.Count(value => value == 0), 150, 350);
        Assert.True(nn.functional.dropout(ones(5), 0.5, training: false).Equals(ones(5)));
    }
}
