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

    /// <summary>The weight (out, in).</summary>
    public Parameter Weight => weight;

    /// <summary>The low-rank branch that is added to the output, or null.</summary>
    public LoraBranch? Branch { get; internal set; }

    /// <summary>Maps (N, in) to (N, out).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var output = nn.functional.linear(input, weight, bias);
        return (Branch is null ? output : Branch.AddTo(output, input, training)).MoveToOuterDisposeScope();
    }
}
