using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class AutogradTests
{
    [Fact]
    public void Backward_OfASquare_IsTwiceTheInput()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new float[] { 1, -2, 3 }, requires_grad: true);

        (x * x).sum().backward();

        Assert.Equal([2f, -4f, 6f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_Twice_AddsUp()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new float[] { 1, 2 }, requires_grad: true);

        (x * 3).sum().backward();
        (x * 4).sum().backward();

        Assert.Equal([7f, 7f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_WithAPresetGradientView_AccumulatesInThatMemory()
    {
        using var scope = NewDisposeScope();
        Tensor flat = zeros(4);
        Tensor x = ones(2).requires_grad_(), y = ones(2).requires_grad_();
        x.grad = flat.narrow(0, 0, 2);
        y.grad = flat.narrow(0, 2, 2);

        for (var pass = 0; pass < 2; pass++)
            (x * 2 + y * 5).sum().backward();

        Assert.Equal([4f, 4f, 10f, 10f], flat.data<float>().ToArray());
    }

    [Fact]
    public void Backward_FromAGivenGradient_ScalesByIt()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new float[] { 1, 2 }, requires_grad: true);

        (x * x).backward([tensor(new float[] { 10, 100 })]);

        Assert.Equal([20f, 400f], x.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Backward_OfSomethingThatIsNoScalar_ThrowsWhatLibtorchSays()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);

        var error = Assert.Throws<ExternalException>(() => (x * 2).backward());

        Assert.Contains("grad can be implicitly created only for scalar outputs", error.Message);
    }

    [Fact]
    public void Grad_OfAFunction_LeavesTheLeavesAlone()
    {
        using var scope = NewDisposeScope();
        Tensor x = tensor(new float[] { 2, 3 }, requires_grad: true);

        IList<Tensor> found = autograd.grad([x.pow(3).sum()], [x]);

        Assert.Equal([12f, 27f], found.Single().data<float>().ToArray());
        Assert.Null(x.grad);
    }

    [Fact]
    public void NoGrad_Operations_RecordNothing()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);
        Assert.True(is_grad_enabled());

        using (no_grad())
        {
            Assert.False(is_grad_enabled());
            Assert.False((x * 2).requires_grad);
        }

        Assert.True((x * 2).requires_grad);
    }

    [Fact]
    public void Detach_SharesMemoryWithoutTheGraph()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), detached = x.detach();
        detached.fill_(7);

        Assert.False(detached.requires_grad);
        Assert.Equal([7f, 7f], x.data<float>().ToArray());
    }

    [Fact]
    public void ChangeInPlace_OfALeafThatIsTrained_IsRefused()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true);

        var error = Assert.Throws<ExternalException>(() => x.add_(1));

        Assert.Contains("a leaf Variable that requires grad is being used in an in-place operation", error.Message);
    }

    [Fact]
    public void IndexSelect_Backward_AddsRowsThatRepeat()
    {
        using var scope = NewDisposeScope();
        Tensor table = ones(3, 2, requires_grad: true);

        table.index_select(0, tensor(new long[] { 2, 0, 2 })).sum().backward();

        Assert.Equal([1f, 1f, 0f, 0f, 2f, 2f], table.grad!.data<float>().ToArray());
    }

    [Fact]
    public void CrossEntropy_WithIgnoredRow_HasTheGradientOfTheSoftmax()
    {
        using var scope = NewDisposeScope();
        Tensor logits = zeros(2, 4, requires_grad: true);

        Tensor loss = nn.functional.cross_entropy(logits, tensor(new long[] { 1, -100 }), reduction: nn.Reduction.Sum);
        loss.backward();

        Assert.Equal(Math.Log(4), loss.item<float>(), 5);
        Assert.Equal([0.25f, -0.75f, 0.25f, 0.25f, 0f, 0f, 0f, 0f], logits.grad!.data<float>().ToArray());
    }

    [Fact]
    public void Alias_OfALeaf_IsThatLeaf()
    {
        using var scope = NewDisposeScope();
        Tensor x = ones(2, requires_grad: true), same = x.alias();

        (same * 3).sum().backward();

        Assert.True(same.is_leaf);
        Assert.Equal([3f, 3f], x.grad!.data<float>().ToArray());
    }
}
