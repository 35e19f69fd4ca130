using TorchSharp;
using TorchSharp.Modules;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class AdamWTests
{
    [Fact]
    public void Step_WithAConstantGradient_MovesByTheRate()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(2));
        using optim.Optimizer optimizer = optim.AdamW([parameter], lr: 0.1);

        for (var step = 0; step < 3; step++)
        {
            parameter.grad = tensor(new float[] { 5, -0.01f });
            optimizer.step();
        }

        // The bias-corrected mean over the root of the bias-corrected square is the sign of the gradient.
        Assert.Equal(0.7, parameter[0].item<float>(), 5);
        Assert.Equal(1.3, parameter[1].item<float>(), 5);
    }

    [Fact]
    public void Step_WithChangingGradients_FollowsThePaper()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(1));
        using optim.Optimizer optimizer = optim.AdamW([parameter], lr: 0.1, beta1: 0.5, beta2: 0.75);

        parameter.grad = tensor(new float[] { 2 });
        optimizer.step();
        parameter.grad = tensor(new float[] { -1 });
        optimizer.step();

        // m = 1 then 0, over 1 - 0.5^2: no second step.
        Assert.Equal(0.9, parameter.item<float>(), 6);
    }

    [Fact]
    public void Step_WithWeightDecay_ShrinksBesideTheGradient()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(full(1, 2f));
        using optim.Optimizer optimizer = optim.AdamW([parameter], lr: 0.1, weight_decay: 0.5);
        parameter.grad = ones(1);

        optimizer.step();

        Assert.Equal((2 * (1 - 0.1 * 0.5)) - 0.1, parameter.item<float>(), 5);
    }

    [Fact]
    public void LearningRate_OfAGroup_TakesEffectAtTheNextStep()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(1));
        using optim.Optimizer optimizer = optim.AdamW([parameter], lr: 0.1);
        parameter.grad = ones(1);

        foreach (optim.ILearningRateController group in optimizer.ParamGroups)
            group.LearningRate = 0.25;
        optimizer.step();

        Assert.Equal(0.75, parameter.item<float>(), 5);
    }

    [Fact]
    public void Step_WithoutGradient_LeavesTheParameter()
    {
        using var scope = NewDisposeScope();
        Parameter parameter = new(ones(1)), other = new(ones(1));
        using optim.Optimizer optimizer = optim.AdamW([parameter, other], lr: 0.1, weight_decay: 0.5);
        parameter.grad = ones(1);

        optimizer.step();

        Assert.Equal(1f, other.item<float>());
    }

    [Fact]
    public void ZeroGrad_KeepsTheMemoryOfTheGradient()
    {
        using var scope = NewDisposeScope();
        var parameter = new Parameter(ones(2));
        using optim.Optimizer optimizer = optim.AdamW([parameter]);
        Tensor flat = ones(2);
        parameter.grad = flat;

        optimizer.zero_grad();

        Assert.Equal([0f, 0f], flat.data<float>().ToArray());
    }

    [Fact]
    public void ClipGradNorm_ReturnsTheNormBeforeAndScales()
    {
        using var scope = NewDisposeScope();
        Parameter a = new(zeros(1)), b = new(zeros(1));
        a.grad = full(1, 3f);
        b.grad = full(1, 4f);

        double norm = nn.utils.clip_grad_norm_([a, b], 1);

        Assert.Equal(5, norm, 5);
        Assert.Equal(0.6, a.grad!.item<float>(), 5);
        Assert.Equal(0.8, b.grad!.item<float>(), 5);
    }
}
