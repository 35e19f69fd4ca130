using SafetyML.Torch.Training;
using SafetyML.Torch.Tests.Support;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Training;

public sealed class HeadLossTests
{
    [Fact]
    public void Sum_SeveralChunks_EqualsAutograd()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        var head = randn([50, 16], generator: generator);
        var hidden = randn([300, 16], generator: generator).requires_grad_();
        var targets = randint(0, 50, [300], ScalarType.Int64, generator: generator);
        var weights = randint(1, 4, [300], ScalarType.Float32, generator: generator);
        var expected = (nn.functional.cross_entropy(hidden.matmul(head.t()), targets, reduction: nn.Reduction.None) * weights).sum();
        (expected / 7).backward();
        var gradient = empty_like(hidden);

        var loss = HeadLoss.Sum(hidden.detach(), head, targets, weights, scale: 1 / 7.0, gradient);

        Assert.Equal(expected.item<float>(), loss, 0.01);
        Near.Check(hidden.grad!, gradient, 1e-5);
    }

    [Fact]
    public void Sum_WithoutGradient_GivesTheLossAlone()
    {
        using var scope = NewDisposeScope();
        var (hidden, head, targets, weights) = (ones(2, 3), zeros(5, 3), zeros(2, ScalarType.Int64), ones(2));

        Assert.Equal(2 * Math.Log(5), HeadLoss.Sum(hidden, head, targets, weights, scale: 1, gradient: null), 1e-6);
    }
}
