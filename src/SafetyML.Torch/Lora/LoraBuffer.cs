using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>One contiguous float32 vector that holds every A and B, a second one for their gradients, and the branches as views into both.</summary>
internal sealed class LoraBuffer : IDisposable
{
    private LoraBuffer(Parameter weights, Tensor gradient, IReadOnlyList<LoraBranch> branches)
    {
        Weights = weights;
        Gradient = gradient;
        Branches = branches;
    }

    public Parameter Weights { get; }

    public Tensor Gradient { get; }

    public IReadOnlyList<LoraBranch> Branches { get; }

    /// <summary>Makes the branches of <paramref name="shapes"/>, all zero.</summary>
    public static LoraBuffer Create(IReadOnlyList<LoraShape> shapes, double dropoutShare, DropoutSource dropout, Device device)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        long count = shapes.Sum(shape => shape.Count), at = 0;
        var weights = zeros(count, ScalarType.Float32, device);
        var gradient = zeros(count, ScalarType.Float32, device);
        var branches = shapes.Select(shape => new LoraBranch(shape, Next(shape.Rank, shape.In), Next(shape.Out, shape.Rank), dropoutShare, dropout)).ToList();
        return new LoraBuffer(Leaf(weights.detach(), gradient), gradient.DetachFromDisposeScope(), branches);

        Parameter Next(long rows, long columns)
        {
            long start = at;
            at += rows * columns;
            return Leaf(weights.narrow(0, start, rows * columns).view(rows, columns), gradient.narrow(0, start, rows * columns).view(rows, columns));
        }
    }

    /// <summary>Draws every A uniformly within ±1/√in, as PEFT does; B stays zero.</summary>
    public void Initialize(int seed)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var generator = new Generator((ulong)seed);
        foreach (var branch in Branches)
        {
            double bound = 1 / Math.Sqrt(branch.A.shape[1]);
            branch.A.copy_(((rand(branch.A.shape, ScalarType.Float32, generator: generator) * 2) - 1) * bound);
        }
    }

    public void Dispose()
    {
        foreach (var branch in Branches)
        {
            branch.A.Dispose();
            branch.B.Dispose();
        }
        Weights.Dispose();
        Gradient.Dispose();
    }

    /// <summary>A leaf of the graph that shares the memory of <paramref name="view"/> and whose gradient is already there, to be added to in place.</summary>
    private static Parameter Leaf(Tensor view, Tensor gradient)
    {
        var leaf = (Parameter)new Parameter(view).DetachFromDisposeScope();
        leaf.grad = gradient;
        return leaf;
    }
}
