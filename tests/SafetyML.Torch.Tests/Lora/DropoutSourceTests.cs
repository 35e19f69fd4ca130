using SafetyML.Torch.Lora;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Lora;

public class DropoutSourceTests
{
    [Theory]
    [InlineData(0.05, ScalarType.Float32)]
    [InlineData(0.5, ScalarType.BFloat16)]
    [InlineData(0.9, ScalarType.Float16)]
    public void Mask_ManyElements_IsZeroForTheShareAndOneElsewhere(double share, ScalarType type)
    {
        using var scope = NewDisposeScope();
        var source = new DropoutSource();
        var mask = source.Mask(ones(1001, 333, type), share);
        Assert.Equal(type, mask.dtype);
        var (zeros, others) = ((mask == 0).to(ScalarType.Float32).mean().item<float>(), (mask == 1).to(ScalarType.Float32).mean().item<float>());
        Assert.Equal(share, zeros, 0.005);
        Assert.Equal(1, zeros + others);
    }

    [Fact]
    public void Mask_RowsAndColumns_AreIndependent()
    {
        using var scope = NewDisposeScope();
        var source = new DropoutSource();
        source.Seed(1);
        var kept = source.Mask(ones(400, 400), 0.5);
        Assert.InRange(kept.mean([0]).std().item<float>(), 0.02, 0.03);
        Assert.InRange(kept.mean([1]).std().item<float>(), 0.02, 0.03);
    }

    [Fact]
    public void Seed_Same_MasksTheSame()
    {
        using var scope = NewDisposeScope();
        var source = new DropoutSource();
        source.Seed(3);
        var first = source.Mask(ones(50), 0.5);
        var second = source.Mask(ones(50), 0.5);
        source.Seed(3);
        Near.Same(first, source.Mask(ones(50), 0.5));
        Assert.True(Near.Difference(first, second) > 0);
    }
}
