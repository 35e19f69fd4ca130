using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>How the tokens of a packed axis attend to each other, and to earlier tokens where a cache holds them.</summary>
public interface IAttention
{
    /// <summary>Attends in one layer. Queries and keys are already rotated to their positions.</summary>
    /// <param name="layer">Index of the layer, from 0.</param>
    /// <param name="query">(N, heads, head size).</param>
    /// <param name="key">(N, key heads, head size).</param>
    /// <param name="value">(N, key heads, head size).</param>
    /// <returns>(N, heads, head size).</returns>
    Tensor Attend(int layer, Tensor query, Tensor key, Tensor value);
}
