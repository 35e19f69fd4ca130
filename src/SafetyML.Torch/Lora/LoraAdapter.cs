using SafetyML.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>
/// The low-rank branches of one model. All A and B are views into one float32 buffer, and their gradients views into a second one, so that an optimizer
/// steps one tensor and the gradient norm is one reduction.
/// </summary>
public sealed class LoraAdapter : IDisposable
{
    private readonly IReadOnlyList<LoraShape> shapes;
    private readonly DropoutSource dropout;
    private readonly LoraBuffer buffer;
    private readonly Dictionary<Projection, Tensor> replaced = [];

    private LoraAdapter(ILoraHost model, LoraOptions options, IReadOnlyList<LoraShape> shapes)
    {
        if (shapes.FirstOrDefault(shape => shape.Layer.Branch is not null) is { } taken)
            throw Taken(taken);
        Options = options;
        this.shapes = shapes;
        dropout = new DropoutSource();
        buffer = LoraBuffer.Create(shapes, options.Dropout, dropout, model.Device);
        Connect();
    }

    /// <summary>What the adapter was made with.</summary>
    public LoraOptions Options { get; }

    /// <summary>The branches in the order of the model's layers.</summary>
    public IReadOnlyList<LoraBranch> Branches => buffer.Branches;

    /// <summary>All A and B in one contiguous vector; its gradient is <see cref="FlatGradient"/>.</summary>
    public Parameter Flat => buffer.Weights;

    /// <summary>The gradient of <see cref="Flat"/>; a backward pass adds to it in place.</summary>
    public Tensor FlatGradient => buffer.Gradient;

    /// <summary>Whether the branches are folded into the weights at present.</summary>
    public bool IsMerged => replaced.Count > 0;

    /// <summary>Puts a fresh adapter on a model: A uniform within ±1/√in as PEFT draws it, B zero, so that the model's outputs do not change yet.</summary>
    /// <exception cref="ArgumentException">An option is out of range, or a target matches no layer.</exception>
    public static LoraAdapter Attach(CausalModel model, LoraOptions options, int seed)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        return Attach((ILoraHost)model, options, seed);
    }

    /// <inheritdoc cref="Attach(CausalModel, LoraOptions, int)"/>
    internal static LoraAdapter Attach(ILoraHost model, LoraOptions options, int seed)
    {
        var targets = options.TargetModules ?? model.DefaultTargets;
        options = options with { TargetModules = targets };
        var layers = LoraTargets.Find(model, targets);
        var adapter = new LoraAdapter(model, options, [.. layers.Select(item => LoraShape.Of(item.Name, item.Layer, options))]);
        adapter.SeedDropout(seed);
        adapter.buffer.Initialize(seed);
        return adapter;
    }

    /// <summary>Reads an adapter folder as PEFT writes it and puts it on a model.</summary>
    /// <exception cref="AdapterMismatchException">A tensor is missing, unknown, or of another shape than the model needs.</exception>
    /// <exception cref="UnsupportedModelException">The adapter uses something that is not supported, such as DoRA.</exception>
    public static LoraAdapter Load(CausalModel model, string folder)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var (options, targets) = AdapterConfig.Read(folder);
        var layers = model.Projections().Where(item => targets(item.Name));
        LoraShape[] shapes = [.. layers.Select(item => LoraShape.Of(item.Name, item.Projection, options))];
        AdapterWeights.Check(folder, shapes);
        var adapter = new LoraAdapter(model, options, shapes);
        try
        {
            AdapterWeights.Read(folder, adapter.Branches);
            return adapter;
        }
        catch
        {
            adapter.Dispose();
            throw;
        }
    }

    /// <summary>Writes <c>adapter_config.json</c> and <c>adapter_model.safetensors</c> as PEFT does.</summary>
    /// <param name="folder">The folder; it is created where needed.</param>
    /// <param name="baseModelName">Name or path of the base model, for the configuration.</param>
    public void Save(string folder, string baseModelName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        AdapterWeights.Write(folder, Branches);
        AdapterConfig.Write(folder, Options, Branches, baseModelName);
    }

    /// <summary>
    /// Folds the branches into the weights, W + s·BA computed in float32; the base weights are kept for <see cref="Unmerge"/>. Twice is once.
    /// </summary>
    public void Merge()
    {
        if (IsMerged)
            return;
        foreach (var (shape, branch) in shapes.Zip(Branches))
        {
            using var scope = NewDisposeScope();
            using var guard = no_grad();
            var weight = shape.Layer.Weight;
            replaced[shape.Layer] = weight.clone().DetachFromDisposeScope();
            weight.copy_(weight.to(ScalarType.Float32) + branch.Delta());
            shape.Layer.Branch = null;
        }
    }

    /// <summary>Folds the branches into the weights for good and forgets the base weights; the adapter can then only be disposed.</summary>
    internal void Absorb()
    {
        Merge();
        foreach (var weight in replaced.Values)
            weight.Dispose();
        replaced.Clear();
    }

    /// <summary>Puts the base weights back, bit for bit, and the branches beside them.</summary>
    public void Unmerge()
    {
        if (!IsMerged)
            return;
        RestoreBase();
        Connect();
    }

    /// <summary>Takes the adapter off the model, which is then as it was before.</summary>
    public void Detach()
    {
        RestoreBase();
        foreach (var (shape, branch) in shapes.Zip(Branches))
            if (shape.Layer.Branch == branch)
                shape.Layer.Branch = null;
    }

    /// <summary>Puts a detached adapter back, so that several can take turns on one model; one that is on the model stays there.</summary>
    /// <exception cref="InvalidOperationException">A layer carries another adapter.</exception>
    public void Reattach()
    {
        if (IsMerged)
            return;
        if (shapes.Zip(Branches).FirstOrDefault(pair => pair.First.Layer.Branch is { } other && other != pair.Second) is { First: { } taken })
            throw Taken(taken);
        Connect();
    }

    /// <summary>Restarts the random numbers of dropout; the same seed drops the same elements.</summary>
    public void SeedDropout(long seed) => dropout.Seed(seed);

    /// <summary>A copy of all weights, for <see cref="RestoreWeights"/>; the caller disposes it.</summary>
    public Tensor CopyWeights() => Flat.detach().clone().DetachFromDisposeScope();

    /// <summary>Puts weights back that <see cref="CopyWeights"/> gave.</summary>
    public void RestoreWeights(Tensor weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        using var guard = no_grad();
        Flat.copy_(weights);
    }

    /// <summary>Takes the adapter off the model and frees its tensors.</summary>
    public void Dispose()
    {
        Detach();
        buffer.Dispose();
    }

    private void Connect()
    {
        foreach (var (shape, branch) in shapes.Zip(Branches))
            shape.Layer.Branch = branch;
    }

    private static InvalidOperationException Taken(LoraShape shape) => new($"Layer '{shape.Name}' already carries an adapter. Merge or detach that one first.");

    private void RestoreBase()
    {
        using var guard = no_grad();
        foreach (var (layer, weight) in replaced)
        {
            layer.Weight.copy_(weight);
            weight.Dispose();
        }
        replaced.Clear();
    }
}
