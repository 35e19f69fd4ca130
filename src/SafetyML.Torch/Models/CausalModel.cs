using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>
/// A causal language model (LLaMA 1 to 3, Mistral, Qwen2, Falcon) with frozen weights; its configuration says which.
/// Parameters have the checkpoint's names, with a LoRA adapter attached too.
/// Tokens lie on one packed axis without padding; <see cref="IAttention"/> says which of them see each other.
/// </summary>
public sealed class CausalModel : nn.Module<Tensor, Tensor, IAttention, Tensor>, ILoraHost
{
    private readonly Decoder model;
    private readonly Projection? head;

    private CausalModel(WeightReader weights, ModelConfig config)
        : base(nameof(CausalModel))
    {
        Config = config;
        var names = CausalNames.Of(config);
        register_module(names.Model, model = new Decoder(weights.At(names.Model), config));
        if (!config.TiesEmbeddings)
            register_module(names.Head, head = new Projection(weights.At(names.Head)));
        eval();
    }

    /// <summary>The shape of the model.</summary>
    public ModelConfig Config { get; }

    /// <summary>Where the weights lie.</summary>
    public Device Device => model.Embedding.device;

    /// <summary>The type of the weights.</summary>
    public ScalarType ScalarType => model.Embedding.dtype;

    /// <summary>The weight (vocabulary, H) of the language-model head.</summary>
    public Tensor Head => head is null ? model.Embedding : head.Weight;

    /// <summary>Reads a model; every tensor is checked against the configuration first.</summary>
    /// <param name="checkpoint">The weights.</param>
    /// <param name="config">The shape.</param>
    /// <param name="scalarType">The type of the weights in memory; as stored if null.</param>
    /// <param name="device">Where they go; the processor if null.</param>
    /// <exception cref="CheckpointFormatException">A tensor is missing, unknown, of another shape, or holds NaN.</exception>
    public static CausalModel Load(Checkpoint checkpoint, ModelConfig config, ScalarType? scalarType = null, Device? device = null)
    {
        ArgumentNullException.ThrowIfNull(checkpoint);
        ArgumentNullException.ThrowIfNull(config);
        CausalLayout.Check(config, checkpoint);
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        return new CausalModel(new WeightReader(checkpoint, scalarType ?? checkpoint.Info(CausalNames.Of(config).EmbeddingWeight).Type, device ?? CPU), config);
    }

    /// <summary>Hidden states (N, H) after the last norm of tokens <paramref name="ids"/> (N) at <paramref name="positions"/> (N), both int64.</summary>
    public override Tensor forward(Tensor ids, Tensor positions, IAttention attention) => model.call(ids, positions, attention);

    /// <summary>Maps hidden states (M, H) to logits (M, vocabulary) in the type of the weights.</summary>
    public Tensor Logits(Tensor hidden) => nn.functional.linear(hidden, Head);

    /// <summary>Every projection but the head, by name; these can carry LoRA.</summary>
    internal IEnumerable<(string Name, Projection Projection)> Projections() =>
        named_modules().Where(item => item.module is Projection && item.module != head).Select(item => (item.name, (Projection)item.module));

    IReadOnlyList<string> ILoraHost.DefaultTargets => Config.LoraTargets;

    IEnumerable<(string Name, Projection Projection)> ILoraHost.Projections() => Projections();

    /// <summary>The constructor registered every part under the checkpoint's name; the names of fields are not used.</summary>
    protected override void RegisterComponents()
    {
    }
}
