using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>What a checkpoint says of one tensor before it is read.</summary>
/// <param name="Name">The tensor's name, as in <c>model.layers.0.self_attn.q_proj.weight</c>.</param>
/// <param name="Type">Its element type in the file.</param>
/// <param name="Shape">Its dimensions; empty for a scalar.</param>
/// <param name="ByteCount">Its size in the file, in bytes.</param>
public sealed record TensorInfo(string Name, ScalarType Type, IReadOnlyList<long> Shape, long ByteCount)
{
    /// <summary>The name, the type and the shape, as in <c>lm_head.weight BFloat16 (32000, 4096)</c>.</summary>
    public override string ToString() => $"{Name} {Type} {ShapeText(Shape)}";

    internal static string ShapeText(IEnumerable<long> shape) => $"({string.Join(", ", shape)})";
}
