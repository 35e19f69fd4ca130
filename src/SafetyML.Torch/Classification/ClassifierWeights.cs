using SafetyML.Torch.Encoders;
using SafetyML.Torch.Lora;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Classification;

/// <summary>The weights that a run changes, and their optimizer.</summary>
internal sealed class ClassifierWeights : IDisposable
{
    private readonly LoraAdapter? adapter;
    private readonly List<Parameter> encoder;
    private readonly List<Parameter> head;
    private readonly AdamW optimizer;
    private readonly int encoderGroups;

    /// <summary>Makes the weights of <paramref name="model"/> that the options name trainable; the others stay frozen.</summary>
    public ClassifierWeights(EncoderModel model, ClassifierTrainingOptions options)
    {
        head = [.. new[] { model.Head!.Dense, model.Head.Output }.SelectMany(layer => layer.parameters())];
        adapter = options.Tuning == EncoderTuning.Lora ? LoraAdapter.Attach(model, options.Lora, options.Seed) : null;
        encoder = options.Tuning == EncoderTuning.Full ? Encoder(model, options.TrainsEmbeddings) : [];
        foreach (var parameter in encoder.Concat(head))
            parameter.requires_grad = true;
        var own = adapter is null ? encoder : [adapter.Flat];
        AdamW.ParamGroup[] below = [.. Groups(own, options.EncoderLearningRate, options.WeightDecay)];
        encoderGroups = below.Length;
        optimizer = optim.AdamW(below.Concat(Groups(head, options.HeadLearningRate, options.WeightDecay)));
    }

    private IEnumerable<Parameter> All => (adapter is null ? encoder : encoder.Append(adapter.Flat)).Concat(head);

    /// <summary>Forgets the gradient.</summary>
    public void Clear()
    {
        foreach (var parameter in encoder.Concat(head))
        {
            using var gradient = parameter.grad;
            parameter.grad = null;
        }
        using var flat = adapter?.FlatGradient.alias().fill_(0);
    }

    /// <summary>Restarts the random numbers of the branches' dropout.</summary>
    public void SeedDropout(long seed) => adapter?.SeedDropout(seed);

    /// <summary>Clips the gradient, steps, and returns the norm before clipping; changes nothing where that is not finite.</summary>
    public double Step(double encoderRate, double headRate, double maxNorm)
    {
        using var scope = NewDisposeScope();
        double norm = nn.utils.clip_grad_norm_(All, maxNorm);
        if (!double.IsFinite(norm))
            return norm;
        foreach (var (group, at) in optimizer.ParamGroups.Select((group, at) => (group, at)))
            group.LearningRate = at < encoderGroups ? encoderRate : headRate;
        optimizer.step();
        return norm;
    }

    /// <summary>A copy of all weights, for <see cref="Restore"/>; the caller disposes them.</summary>
    public IReadOnlyList<Tensor> Copy()
    {
        using var guard = no_grad();
        return [.. All.Select(parameter => parameter.detach().clone().DetachFromDisposeScope())];
    }

    /// <summary>Puts weights back that <see cref="Copy"/> gave.</summary>
    public void Restore(IReadOnlyList<Tensor> weights)
    {
        using var guard = no_grad();
        foreach (var (parameter, weight) in All.Zip(weights))
            parameter.copy_(weight);
    }

    /// <summary>Merges branches and freezes everything again.</summary>
    public void Finish()
    {
        adapter?.Absorb();
        Clear();
        foreach (var parameter in encoder.Concat(head))
            parameter.requires_grad = false;
    }

    public void Dispose()
    {
        optimizer.Dispose();
        adapter?.Dispose();
    }

    private static List<Parameter> Encoder(EncoderModel model, bool withEmbeddings)
    {
        string[] frozen = withEmbeddings ? [] : [$"{model.Config.Family.Prefix}.embeddings"];
        var heads = EncoderLayout.Head(model.Config).Select(item => item.Name).ToHashSet(StringComparer.Ordinal);
        return [.. model.named_parameters()
            .Where(item => !heads.Contains(item.name) && !frozen.Any(prefix => item.name.StartsWith(prefix, StringComparison.Ordinal)))
            .Select(item => item.parameter)];
    }

    /// <summary>Matrices decay; norms and biases do not.</summary>
    private static IEnumerable<AdamW.ParamGroup> Groups(IReadOnlyList<Parameter> parameters, double rate, double decay)
    {
        Parameter[] matrices = [.. parameters.Where(parameter => parameter.Dimensions > 1)], rest = [.. parameters.Where(parameter => parameter.Dimensions <= 1)];
        if (matrices.Length > 0)
            yield return new AdamW.ParamGroup(matrices, lr: rate, weight_decay: decay);
        if (rest.Length > 0)
            yield return new AdamW.ParamGroup(rest, lr: rate, weight_decay: 0);
    }
}
