using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>
/// Causal attention over packed prompts that keeps each prompt's keys and values in the cache. The pack begins with the tokens that all
/// prompts share; <paramref name="lengths"/> counts what each prompt adds. The first packed prompt has the slot <paramref name="firstSlot"/>.
/// </summary>
internal sealed class PromptAttention(ModelConfig config, KeyValueCache cache, int firstSlot, int prefix, IReadOnlyList<int> lengths) : IAttention, IDisposable
{
    private readonly PackedAttention packed = new(config, lengths, prefix);

    /// <inheritdoc/>
    public Tensor Attend(int layer, Tensor query, Tensor key, Tensor value)
    {
        Keep(layer, key, value);
        return packed.Attend(layer, query, key, value);
    }

    /// <inheritdoc/>
    public void Dispose() => packed.Dispose();

    private void Keep(int layer, Tensor key, Tensor value)
    {
        using var scope = NewDisposeScope();
        int offset = prefix;
        for (int i = 0; i < lengths.Count; offset += lengths[i++])
        {
            cache.WritePrompt(layer, firstSlot + i, 0, key.narrow(0, 0, prefix), value.narrow(0, 0, prefix));
            cache.WritePrompt(layer, firstSlot + i, prefix, key.narrow(0, offset, lengths[i]), value.narrow(0, offset, lengths[i]));
        }
    }
}
