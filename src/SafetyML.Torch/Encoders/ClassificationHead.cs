using SafetyML.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>The two linear layers that make logits of one vector per text: output(act(dense(x))), computed in the type of their weights.</summary>
internal sealed class ClassificationHead
{
    private readonly EncoderConfig config;
    private readonly EncoderActivation activation;

    private ClassificationHead(EncoderConfig config, Projection dense, Projection output)
    {
        this.config = config;
        (Dense, Output) = (dense, output);
        activation = config.Family.Head switch
        {
            HeadKind.Pooler => config.PoolerActivation,
            HeadKind.DenseGelu => EncoderActivation.Gelu,
            _ => EncoderActivation.Tanh,
        };
    }

    /// <summary>The inner layer (H, H).</summary>
    public Projection Dense { get; }

    /// <summary>The outer layer (labels, H).</summary>
    public Projection Output { get; }

    /// <summary>The head of a checkpoint.</summary>
    public static ClassificationHead Read(EncoderConfig config, WeightReader weights)
    {
        var (dense, output) = EncoderLayout.HeadNames(config);
        return new ClassificationHead(config, new Projection(weights.At(dense), hasBias: true), new Projection(weights.At(output), hasBias: true));
    }

    /// <summary>
    /// A new head in float32: weights normal with the configured deviation, biases 0, as the Hugging Face library draws them. A pooler that the
    /// encoder was pretrained with is taken where the head reads what it was trained on, the first token.
    /// </summary>
    public static ClassificationHead Create(EncoderConfig config, WeightReader weights, EncoderTensors tensors, int seed)
    {
        using var generator = new Generator((ulong)seed);
        string dense = EncoderLayout.HeadNames(config).Dense;
        bool isPretrained = config.HeadPooling == Pooling.FirstToken && config.Family.Head == HeadKind.EncoderPooler
            && tensors.Contains($"{dense}.weight") && tensors.Contains($"{dense}.bias");
        var inner = isPretrained ? new Projection(weights.At(dense), hasBias: true) : Draw(config, config.HiddenSize, weights.Device, generator);
        return new ClassificationHead(config, inner, Draw(config, config.Labels.Count, weights.Device, generator));
    }

    /// <summary>Logits (B, labels) of vectors (B, H); <paramref name="drop"/> is applied where the family drops elements in training.</summary>
    public Tensor Logits(Tensor pooled, Func<Tensor, Tensor>? drop = null)
    {
        using var scope = NewDisposeScope();
        drop ??= tensor => tensor;
        var input = pooled.to(Dense.Weight.dtype);
        bool dropsInput = config.Family.Head is HeadKind.DenseTanh or HeadKind.DenseGelu;
        var inner = Activations.Apply(activation, Dense.call(dropsInput ? drop(input) : input));
        return Output.call(drop(inner)).MoveToOuterDisposeScope();
    }

    private static Projection Draw(EncoderConfig config, long rows, Device device, Generator generator)
    {
        using var scope = NewDisposeScope();
        var weight = (randn([rows, config.HiddenSize], ScalarType.Float32, generator: generator) * config.InitializerRange).to(device);
        return new Projection(Frozen(weight), Frozen(zeros([rows], ScalarType.Float32, device)));
    }

    private static Parameter Frozen(Tensor tensor) => (Parameter)new Parameter(tensor, requires_grad: false).DetachFromDisposeScope();
}
