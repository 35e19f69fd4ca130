using SafetyML.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>Attention of one new token per row, rows being prompt-major beams, over the cache. Every call of a step writes its layer's keys and values first.</summary>
internal sealed class StepAttention(KeyValueCache cache) : IAttention
{
    /// <inheritdoc/>
    public Tensor Attend(int layer, Tensor query, Tensor key, Tensor value)
    {
        using var scope = NewDisposeScope();
        cache.Write(layer, key, value);
        var (keys, values, mask) = cache.Read(layer);                                       // (P * Hkv, D, C), (P * Hkv, C, D), (P, 1, B, 1, C)
        long prompts = cache.Live, beams = cache.Beams, heads = cache.Heads, columns = keys.shape[2], size = query.shape[2];
        long group = query.shape[1] / heads;
        var rows = query.view(prompts, beams, heads, group, size).transpose(1, 2)           // (P, Hkv, B, G, D)
            .reshape(prompts * heads, beams * group, size);
        var scores = bmm(rows, keys).view(prompts, heads, beams, group, columns);
        var weights = add(mask, scores, 1 / Math.Sqrt(size)).softmax(-1);              // float32: the mask's type
        var mixed = bmm(weights.to(value.dtype).view(prompts * heads, beams * group, columns), values);
        return mixed.view(prompts, heads, beams, group, size).transpose(1, 2)               // (P, B, Hkv, G, D)
            .reshape(prompts * beams, heads * group, size).MoveToOuterDisposeScope();
    }
}
