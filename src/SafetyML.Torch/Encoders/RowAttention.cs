using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>
/// Attention of every token to all tokens of its own text, over texts that lie one after another without padding. Short neighbours are scored together
/// under one mask: fewer, larger products are faster although they score pairs of tokens that do not see each other.
/// </summary>
internal sealed class RowAttention : IDisposable
{
    /// <summary>Texts are scored together up to this many tokens.</summary>
    private const int Together = 160;

    private readonly long[][] units; // lengths of the texts that are scored together
    private readonly long[] lengths; // tokens of each unit
    private readonly Tensor?[] masks;

    public RowAttention(IReadOnlyList<long> textLengths)
    {
        units = [.. Units(textLengths)];
        lengths = [.. units.Select(unit => unit.Sum())];
        masks = new Tensor?[units.Length];
    }

    /// <summary>Attends with queries that are already scaled; queries, keys and values are (N, heads, D), as is the result.</summary>
    /// <param name="query">Scaled queries.</param>
    /// <param name="key">Keys.</param>
    /// <param name="value">Values.</param>
    /// <param name="positions">Scores by relative position, or null.</param>
    public Tensor Attend(Tensor query, Tensor key, Tensor value, RelativeScores? positions)
    {
        using var scope = NewDisposeScope();
        var queries = query.transpose(0, 1).split(lengths, 1); // (heads, L, D) each
        var keys = key.transpose(0, 1).split(lengths, 1);
        var values = value.transpose(0, 1).split(lengths, 1);
        var mixed = new Tensor[units.Length];
        for (int unit = 0; unit < units.Length; unit++)
            mixed[unit] = AttendUnit(unit, queries[unit].contiguous(), keys[unit].contiguous(), values[unit].contiguous(), positions);
        var all = mixed.Length == 1 ? mixed[0] : cat(mixed, 1);  // (heads, N, D)
        return all.transpose(0, 1).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the masks.</summary>
    public void Dispose()
    {
        foreach (var mask in masks)
            mask?.Dispose();
    }

    private static IEnumerable<long[]> Units(IReadOnlyList<long> textLengths)
    {
        var open = new List<long>();
        foreach (long length in textLengths)
        {
            if (open.Count > 0 && open.Sum() + length > Together)
            {
                yield return [.. open];
                open.Clear();
            }
            open.Add(length);
        }
        if (open.Count > 0)
            yield return [.. open];
    }

    private Tensor AttendUnit(int unit, Tensor query, Tensor key, Tensor value, RelativeScores? positions)
    {
        using var scope = NewDisposeScope();
        var scores = query.bmm(key.transpose(1, 2)); // (heads, L, L)
        if (positions is not null)
            scores = scores + positions.Of(query, key);
        if (units[unit].Length > 1)
            scores.add_(masks[unit] ??= Mask(units[unit], scores));
        return scores.softmax(-1).bmm(value).MoveToOuterDisposeScope(); // summed in float32 inside, whatever the type
    }

    /// <summary>0 where two tokens belong to the same text, else minus infinity: (L, L).</summary>
    private static Tensor Mask(long[] unit, Tensor like)
    {
        using var scope = NewDisposeScope();
        long[] owner = [.. unit.SelectMany((length, text) => Enumerable.Repeat((long)text, (int)length))];
        var text = tensor(owner, device: like.device);
        var hidden = text.unsqueeze(1) != text.unsqueeze(0);
        return zeros(hidden.shape, like.dtype, like.device).masked_fill(hidden, float.NegativeInfinity).DetachFromDisposeScope();
    }
}
