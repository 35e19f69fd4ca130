using SafetyML.Torch.Checkpoints;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Hands the tensors of a checkpoint to modules, as frozen parameters, by a name that grows with the module path.</summary>
internal sealed record WeightReader(Checkpoint Checkpoint, ScalarType Type, Device Device, string Prefix = "")
{
    /// <summary>Stops between tensors.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>The name under which the checkpoint holds a tensor, where it is not that of the module tree.</summary>
    public Func<string, string>? StoredName { get; init; }

    /// <summary>The reader of a submodule.</summary>
    public WeightReader At(string name) => this with { Prefix = $"{Prefix}{name}." };

    public Parameter Parameter(string name)
    {
        CancellationToken.ThrowIfCancellationRequested();
        return (Parameter)new Parameter(Checkpoint.Read(StoredName?.Invoke(Prefix + name) ?? Prefix + name, Type, Device), requires_grad: false).DetachFromDisposeScope();
    }

    public Parameter? ParameterIf(bool exists, string name) => exists ? Parameter(name) : null;
}
