using SafetyML.Torch.Lora;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Lora;

public class DropoutSourceTests
{
    [Theory]
    [InlineData(0.05)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void Drop_ManyElements_DropsTheShareAndKeepsTheMean(double share)
    {
        using var scope = NewDisposeScope();
        using var source = new DropoutSource(CPU);
        source.Seed(1);
        var dropped = source.Drop(ones(1001, 333), share);
        Assert.Equal(share, (dropped == 0).to(ScalarType.Float32).mean().item<float>(), 0.005);
        Assert.Equal(1, dropped.mean().item<float>(), 0.03);
        Assert.Equal(1 / (1 - share), dropped.max().item<float>(), 0.001 / (1 - share));
    }

    [Fact]
    public void Drop_RowsAndColumns_AreIndependent()
    {
        using var scope = NewDisposeScope();
        using var source = new DropoutSource(CPU);
        source.Seed(1);
        var kept = (source.Drop(ones(400, 400), 0.5) > 0).to(ScalarType.Float32);
        Assert.InRange(kept.mean([0]).std().item<float>(), 0.02, 0.03);
        Assert.InRange(kept.mean([1]).std().item<float>(), 0.02, 0.03);
    }

    [Fact]
    public void Seed_Same_DropsTheSame()
    {
        using var scope = NewDisposeScope();
        using var source = new DropoutSource(CPU);
        source.Seed(3);
        var first = source.Drop(ones(50), 0.5);
        var second = source.Drop(ones(50), 0.5);
        source.Seed(3);
        Near.Same(first, source.Drop(ones(50), 0.5));
        Assert.True(Near.Difference(first, second) > 0);
    }
}
