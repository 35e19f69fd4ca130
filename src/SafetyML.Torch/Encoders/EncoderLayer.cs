using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>One encoder layer. Field names are the checkpoint's.</summary>
internal sealed class EncoderLayer : nn.Module<Tensor, EncoderPass, Tensor>
{
    private readonly AttentionBlock attention;
    private readonly InnerBlock intermediate;
    private readonly ResidualBlock output;

    public EncoderLayer(WeightReader weights, EncoderConfig config)
        : base(nameof(EncoderLayer))
    {
        attention = new AttentionBlock(weights.At(nameof(attention)), config);
        intermediate = new InnerBlock(weights.At(nameof(intermediate)), config);
        output = new ResidualBlock(weights.At(nameof(output)), config);
        RegisterComponents();
    }

    /// <summary>Maps (N, H) to (N, H), or to the tokens that the pass keeps.</summary>
    public override Tensor forward(Tensor input, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var attended = attention.call(input, pass);
        return output.call(intermediate.call(attended, pass), attended, pass).MoveToOuterDisposeScope();
    }
}
