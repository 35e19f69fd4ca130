using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>
/// An encoder, with a classification head or bare, driven by its configuration. Parameters have the names of the Hugging Face library.
/// </summary>
internal sealed class EncoderModel : nn.Module<EncoderPass, Tensor>, ILoraHost
{
    private readonly EncoderBody body;

    private EncoderModel(EncoderConfig config, EncoderBody body, ClassificationHead? head)
        : base(nameof(EncoderModel))
    {
        Config = config;
        this.body = body;
        ComputeType = body.Weight.dtype;
        Head = head;
        register_module(config.Family.Prefix, body);
        if (head is not null)
        {
            var (dense, output) = EncoderLayout.HeadNames(config);
            ModuleGroup.Register(this, dense, head.Dense);
            ModuleGroup.Register(this, output, head.Output);
        }
        eval();
    }

    /// <summary>The shape of the model.</summary>
    public EncoderConfig Config { get; }

    /// <summary>The classification head, or null.</summary>
    public ClassificationHead? Head { get; }

    /// <inheritdoc/>
    public Device Device => body.Weight.device;

    /// <summary>The type of the weights.</summary>
    public ScalarType ScalarType => body.Weight.dtype;

    /// <summary>The type in which the layers compute, that of the weights at first; the head always computes in that of its weights.</summary>
    public ScalarType ComputeType { get; set; }

    /// <summary>The part before the first layer.</summary>
    public nn.Module Embeddings => body.Embeddings;

    /// <summary>Reads an encoder and its head.</summary>
    /// <exception cref="MissingHeadException">The checkpoint has no head.</exception>
    public static EncoderModel LoadClassifier(Checkpoint checkpoint, EncoderConfig config, ScalarType type, Device device)
    {
        var tensors = new EncoderTensors(checkpoint, config);
        if (!tensors.HasHead)
            throw MissingHeadException.Of(checkpoint.Path, tensors.MissingHead);
        tensors.Check(withHead: true);
        return Load(Reader(checkpoint, tensors, type, device), config, weights => ClassificationHead.Read(config, weights));
    }

    /// <summary>Reads an encoder and gives it a new head, drawn by <paramref name="seed"/>.</summary>
    public static EncoderModel LoadWithNewHead(Checkpoint checkpoint, EncoderConfig config, ScalarType type, Device device, int seed)
    {
        var tensors = new EncoderTensors(checkpoint, config);
        tensors.Check(withHead: false);
        return Load(Reader(checkpoint, tensors, type, device), config,
            weights => ClassificationHead.Create(config, weights with { Type = ScalarType.Float32 }, tensors, seed));
    }

    /// <summary>Reads an encoder alone.</summary>
    public static EncoderModel LoadBare(Checkpoint checkpoint, EncoderConfig config, ScalarType type, Device device)
    {
        var tensors = new EncoderTensors(checkpoint, config);
        tensors.Check(withHead: false);
        return Load(Reader(checkpoint, tensors, type, device), config, _ => null);
    }

    /// <summary>The last hidden states (N, H) of the pass's tokens, in float32.</summary>
    public override Tensor forward(EncoderPass input) => body.call(input);

    /// <inheritdoc/>
    public IReadOnlyList<string> DefaultTargets => [LoraOptions.AllLinear];

    /// <inheritdoc/>
    public IEnumerable<(string Name, Projection Projection)> Projections()
    {
        string prefix = $"{Config.Family.Prefix}.encoder.";
        return named_modules().Where(item => item.module is Projection && item.name.StartsWith(prefix, StringComparison.Ordinal))
            .Select(item => (item.name, (Projection)item.module));
    }

    private static WeightReader Reader(Checkpoint checkpoint, EncoderTensors tensors, ScalarType type, Device device) =>
        new(checkpoint, type, device) { StoredName = tensors.StoredName };

    private static EncoderModel Load(WeightReader weights, EncoderConfig config, Func<WeightReader, ClassificationHead?> head)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var body = new EncoderBody(weights.At(config.Family.Prefix), config);
        return new EncoderModel(config, body, head(weights));
    }
}
