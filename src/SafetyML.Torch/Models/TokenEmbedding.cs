using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>The frozen embedding: a row for each token.</summary>
internal sealed class TokenEmbedding : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // (vocabulary, H)

    public TokenEmbedding(WeightReader weights)
        : base(nameof(TokenEmbedding))
    {
        weight = weights.Parameter("weight");
        RegisterComponents();
    }

    public Parameter Weight => weight;

    /// <summary>Maps ids (N) to (N, H).</summary>
    public override Tensor forward(Tensor input) => weight.index_select(0, input);
}
