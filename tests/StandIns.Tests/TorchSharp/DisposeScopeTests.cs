using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class DisposeScopeTests
{
    [Fact]
    public void Dispose_OfAScope_DisposesWhatWasMadeInIt()
    {
        Tensor outside = zeros(1);
        Tensor inside;
        using (NewDisposeScope())
        {
            inside = outside + 1;
            Assert.False(inside.IsInvalid);
        }

        Assert.True(inside.IsInvalid);
        Assert.False(outside.IsInvalid);
        outside.Dispose();
    }

    [Fact]
    public void MoveToOuterDisposeScope_LetsATensorLiveOneScopeLonger()
    {
        Tensor moved, left;
        using (NewDisposeScope())
        {
            using (NewDisposeScope())
            {
                left = zeros(1);
                moved = ones(1).MoveToOuterDisposeScope();
            }
            Assert.True(left.IsInvalid);
            Assert.False(moved.IsInvalid);
        }

        Assert.True(moved.IsInvalid);
    }

    [Fact]
    public void MoveToOuterDisposeScope_WithNoScopeAround_LeavesTheTensorToTheCaller()
    {
        Tensor moved;
        using (NewDisposeScope())
            moved = ones(1).MoveToOuterDisposeScope();

        Assert.Equal(1f, moved.item<float>());
        moved.Dispose();
    }

    [Fact]
    public void DetachFromDisposeScope_LetsATensorLeaveEveryScope()
    {
        Tensor detached;
        using (NewDisposeScope())
        using (NewDisposeScope())
            detached = ones(1).DetachFromDisposeScope();

        Assert.False(detached.IsInvalid);
        detached.Dispose();
    }

    [Fact]
    public void MoveToOuter_OfSeveral_ReturnsThem()
    {
        using DisposeScope outer = NewDisposeScope();
        (Tensor a, Tensor b) pair;
        using (DisposeScope inner = NewDisposeScope())
            pair = inner.MoveToOuter(ones(1), zeros(1));

        Assert.Equal(2, outer.DisposablesCount);
        Assert.Equal(1f, (pair.a + pair.b).item<float>());
    }

    [Fact]
    public void DisposeEverythingBut_KeepsWhatIsNamed()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor kept = ones(1), dropped = ones(1);

        scope.DisposeEverythingBut(kept);

        Assert.False(kept.IsInvalid);
        Assert.True(dropped.IsInvalid);
        Assert.Equal(1, scope.DisposablesCount);
    }

    [Fact]
    public void Dispose_OfATensorInAScope_TakesItOut()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = ones(1);
        t.Dispose();

        Assert.Equal(0, scope.DisposablesCount);
        t.Dispose();
    }

    [Fact]
    public void Attach_TakesATensorFromOutside()
    {
        Tensor t = ones(1);
        using (DisposeScope scope = NewDisposeScope())
            scope.Attach(t);

        Assert.True(t.IsInvalid);
    }

    [Fact]
    public void Views_OfADisposedTensor_KeepItsMemory()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = arange(4, dtype: ScalarType.Float32);
        Tensor view = t.narrow(0, 1, 2);
        t.Dispose();

        Assert.Equal([1f, 2f], view.data<float>().ToArray());
    }

    [Fact]
    public void Scopes_OfOtherThreads_DoNotMeet()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor? other = null;
        var thread = new Thread(() => other = ones(1));
        thread.Start();
        thread.Join();

        Assert.Equal(0, scope.DisposablesCount);
        other!.Dispose();
    }

    [Fact]
    public void Statistics_CountLiveTensorsOfTheThread()
    {
        long before = DisposeScopeManager.Statistics.ThreadTotalLiveCount;
        using (NewDisposeScope())
        {
            _ = zeros(1) + ones(1);
            Assert.Equal(before + 3, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
        }

        Assert.Equal(before, DisposeScopeManager.Statistics.ThreadTotalLiveCount);
    }

    [Fact]
    public void Parameter_OfATensor_TakesItsPlaceInTheScope()
    {
        using (NewDisposeScope())
        {
            Tensor data = ones(2);
            var parameter = new global::TorchSharp.Modules.Parameter(data);
            Assert.True(data.IsInvalid);
            Assert.True(parameter.requires_grad);
            Assert.True(parameter.is_leaf);
        }
    }

    [Fact]
    public void InPlace_MostOperationsReturnTheTensorItself_ZeroAndTrianglesDoNot()
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor t = ones(2, 2);

        Assert.Same(t, t.add_(1));
        Assert.Same(t, t.fill_(0));
        Assert.NotSame(t, t.tril_());
        Assert.NotSame(t, t.zero_());
        Assert.Equal(3, scope.DisposablesCount);
    }
}
