using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>
/// The trainable branch beside one frozen linear layer. W + s·BA is never formed:
/// <code>
///   x ──► W (out, in) ─────────────────────► + ──► y
///   └──► dropout ──► A (r, in) ──► B (out, r) · s ┘
/// </code>
/// </summary>
public sealed class LoraBranch
{
    private readonly DropoutSource dropout;

    internal LoraBranch(LoraShape shape, Parameter a, Parameter b, double dropoutShare, DropoutSource dropout)
    {
        Name = shape.Name;
        A = a;
        B = b;
        Scale = shape.Scale;
        Dropout = dropoutShare;
        this.dropout = dropout;
    }

    /// <summary>The path of the layer, as in <c>model.layers.0.self_attn.q_proj</c>.</summary>
    public string Name { get; }

    /// <summary>The inner projection (r, in), float32; a view into <see cref="LoraAdapter.Flat"/>.</summary>
    public Parameter A { get; }

    /// <summary>The outer projection (out, r), float32; a view into <see cref="LoraAdapter.Flat"/>.</summary>
    public Parameter B { get; }

    /// <summary>The factor s: alpha / r, or alpha / √r if rank-stabilised.</summary>
    public double Scale { get; }

    /// <summary>The share of inputs that is dropped in training.</summary>
    public double Dropout { get; }

    /// <summary>y + s·(drop(x) Aᵀ) Bᵀ for x (N, in) and y (N, out), computed in the type of x from the float32 A and B.</summary>
    internal Tensor AddTo(Tensor output, Tensor input, bool training)
    {
        bool drops = training && Dropout > 0;
        var kept = drops ? input * dropout.Mask(input, Dropout) : input;
        double scale = drops ? Scale / (1 - Dropout) : Scale;
        var low = kept.mm(A.to(input.dtype).t());                  // (N, r)
        return output.addmm(low, (B * scale).to(input.dtype).t()); // (N, out)
    }

    /// <summary>s·BA (out, in) in float32.</summary>
    internal Tensor Delta() => B.mm(A) * Scale;
}
