using SafetyML.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>The convolution over neighbouring tokens of a text, added to the first layer's output and normalised.</summary>
internal sealed class ConvolutionLayer : nn.Module<Tensor, Tensor, EncoderPass, Tensor>
{
    private readonly Kernel conv;
    private readonly LayerNorm LayerNorm;
    private readonly EncoderConvolution options;

    public ConvolutionLayer(WeightReader weights, EncoderConfig config, EncoderConvolution options)
        : base(nameof(ConvolutionLayer))
    {
        this.options = options;
        conv = new Kernel(weights.At(nameof(conv)));
        LayerNorm = new LayerNorm(weights.At(nameof(LayerNorm)), config.NormEpsilon);
        RegisterComponents();
    }

    /// <summary>Maps the first layer's input (N, H) and output (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input, Tensor output, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var seen = Neighbours(input, pass.Rows.Lengths).view(input.shape[0], options.KernelSize, options.Groups, -1); // (N, K, G, H/G)
        var groups = seen.permute(2, 0, 1, 3).reshape(options.Groups, input.shape[0], -1);                            // (G, N, K·H/G)
        var kernel = conv.Weight.to(input.dtype).view(options.Groups, -1, input.shape[1] / options.Groups, options.KernelSize);
        var columns = kernel.permute(0, 3, 2, 1).reshape(options.Groups, -1, input.shape[1] / options.Groups);        // (G, K·H/G, H/G)
        var mixed = groups.bmm(columns).transpose(0, 1).reshape(input.shape) + conv.Bias.to(input.dtype);
        return LayerNorm.call(output + Activations.Apply(options.Activation, pass.Drop(mixed))).MoveToOuterDisposeScope();
    }

    /// <summary>The tokens around each token of the same text, zero beyond its ends: (N·K, H).</summary>
    private Tensor Neighbours(Tensor input, long[] lengths)
    {
        long none = input.shape[0], start = 0;
        var places = new List<long>();
        foreach (long length in lengths)
        {
            for (long token = 0; token < length; token++)
                for (long place = token - (options.KernelSize / 2); place <= token + (options.KernelSize / 2); place++)
                    places.Add(place >= 0 && place < length ? start + place : none);
            start += length;
        }
        var padded = cat([input, zeros([1, input.shape[1]], input.dtype, input.device)]);
        return padded.index_select(0, tensor(places.ToArray(), device: input.device));
    }

    /// <summary>What checkpoints call <c>conv.conv</c>.</summary>
    private sealed class Kernel : nn.Module
    {
        private readonly Parameter weight; // (H, H/G, K)
        private readonly Parameter bias;   // (H)

        public Kernel(WeightReader weights)
            : base(nameof(Kernel))
        {
            weight = weights.Parameter(nameof(weight));
            bias = weights.Parameter(nameof(bias));
            RegisterComponents();
        }

        public Parameter Weight => weight;

        public Parameter Bias => bias;
    }
}
