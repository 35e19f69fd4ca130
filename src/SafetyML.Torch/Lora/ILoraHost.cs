using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>A network whose projections can carry an adapter.</summary>
internal interface ILoraHost
{
    /// <summary>Where the weights lie.</summary>
    Device Device { get; }

    /// <summary>The projections that an adapter targets unless told otherwise.</summary>
    IReadOnlyList<string> DefaultTargets { get; }

    /// <summary>The projections that an adapter may target, under their paths.</summary>
    IEnumerable<(string Name, Projection Projection)> Projections();
}
