using SafetyML.Torch.Lora;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>A frozen linear layer y = x Wᵀ + b with room for one LoRA branch beside it.</summary>
public sealed class Projection : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // (out, in)
    private readonly Parameter? bias;  // (out)

    internal Projection(WeightReader weights, bool hasBias = false)
        : base(nameof(Projection))
    {
        weight = weights.Parameter("weight");
        bias = weights.ParameterIf(hasBias, "bias");
        RegisterComponents();
    }

    /// <summary>A layer of weights (out, in) and (out) that do not come from a checkpoint.</summary>
    internal Projection(Parameter weight, Parameter bias)
        : base(nameof(Projection))
    {
        (this.weight, this.bias) = (weight, bias);
        RegisterComponents();
    }

    /// <summary>The weight (out, in).</summary>
    public Parameter Weight => weight;

    /// <summary>The low-rank branch that is added to the output, or null.</summary>
    public LoraBranch? Branch { get; internal set; }

    /// <summary>Maps (N, in) to (N, out), computed in the type of the input.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = nn.functional.linear(input, weight.to(input.dtype), bias?.to(input.dtype));
        return (Branch is null ? output : Branch.AddTo(output, input, training)).MoveToOuterDisposeScope();
    }
}
