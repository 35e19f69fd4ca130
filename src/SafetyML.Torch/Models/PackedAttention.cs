using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>
/// Causal attention over rows that lie one after another on the packed axis, without padding. An optional prefix at the front is seen by every row:
/// it is computed once, and gradients of all rows flow into it. Short neighbours are scored together under one mask: fewer, larger products are faster
/// although they score pairs of tokens that do not see each other.
/// </summary>
public sealed class PackedAttention : IAttention, IDisposable
{
    /// <summary>Most query tokens that are scored at once.</summary>
    private const int Block = 512;

    /// <summary>Rows are scored together up to this many tokens.</summary>
    private const int Together = 160;

    private readonly ModelConfig config;
    private readonly int prefixLength;
    private readonly long[] segments; // the prefix, if there is one, then the rows
    private readonly long[] units;    // the prefix, if there is one, then neighbours that are scored together
    private readonly Dictionary<(int Unit, int? Window), Tensor> masks = [];

    /// <summary>Rows of <paramref name="rowLengths"/> tokens, after a shared prefix of <paramref name="prefixLength"/> tokens.</summary>
    public PackedAttention(ModelConfig config, IReadOnlyList<int> rowLengths, int prefixLength = 0)
    {
        ArgumentNullException.ThrowIfNull(config);
        ArgumentNullException.ThrowIfNull(rowLengths);
        ArgumentOutOfRangeException.ThrowIfNegative(prefixLength);
        if (rowLengths.Count == 0 || rowLengths.Any(length => length < 1))
            throw new ArgumentException($"Every row needs at least one token. Row lengths: {string.Join(", ", rowLengths)}.", nameof(rowLengths));
        this.config = config;
        this.prefixLength = prefixLength;
        segments = [.. (prefixLength > 0 ? new[] { prefixLength } : []).Concat(rowLengths).Select(length => (long)length)];
        units = [.. Units(segments, prefixLength > 0)];
    }

    /// <summary>Length N of the packed axis.</summary>
    public int TokenCount => (int)segments.Sum();

    /// <summary>The position of each token (N): those of a row continue after the prefix.</summary>
    public Tensor Positions(Device? device = null)
    {
        var positions = segments.SelectMany((length, index) => Enumerable.Range(index == 0 ? 0 : prefixLength, (int)length)).Select(position => (long)position);
        return tensor(positions.ToArray(), device: device);
    }

    /// <inheritdoc/>
    public Tensor Attend(int layer, Tensor query, Tensor key, Tensor value)
    {
        using var scope = NewDisposeScope();
        long count = query.shape[0], keyHeads = key.shape[1], size = query.shape[2];
        // A group of query heads shares a key head: it is folded into the rows of the product, so that keys are not copied.
        var folded = (query / Math.Sqrt(size)).view(count, keyHeads, -1, size).transpose(0, 1).reshape(keyHeads, -1, size); // (key heads, N·G, D)
        var queries = folded.split([.. units.Select(length => length * config.GroupSize)], 1);
        var keys = key.transpose(0, 1).split(units, 1);     // (key heads, L, D) each
        var values = value.transpose(0, 1).split(units, 1); // (key heads, L, D) each
        var mixed = new Tensor[units.Length];
        for (int unit = 0; unit < units.Length; unit++)
            mixed[unit] = AttendUnit(unit, queries[unit].contiguous(), Seen(keys, unit), Seen(values, unit), config.WindowOf(layer));
        var all = mixed.Length == 1 ? mixed[0] : cat(mixed, 1); // (key heads, N·G, D)
        return all.view(keyHeads, count, -1, size).transpose(0, 1).reshape(query.shape).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the masks.</summary>
    public void Dispose()
    {
        foreach (var mask in masks.Values)
            mask.Dispose();
        masks.Clear();
    }

    /// <summary>Lengths of the units: whole rows, as many neighbours as fit.</summary>
    private static IEnumerable<long> Units(long[] segments, bool hasPrefix)
    {
        long open = 0;
        for (int segment = 0; segment < segments.Length; segment++)
        {
            bool alone = hasPrefix && segment <= 1;
            if (open > 0 && (alone || open + segments[segment] > Together))
            {
                yield return open;
                open = 0;
            }
            open += segments[segment];
        }
        yield return open;
    }

    /// <summary>What a unit attends to: the prefix, if there is one, and itself (key heads, K, D).</summary>
    private Tensor Seen(Tensor[] parts, int unit) => unit > 0 && prefixLength > 0 ? cat([parts[0], parts[unit]], 1) : parts[unit].contiguous();

    /// <summary>
    /// The last L of K tokens attend to the K: queries (key heads, L·G, D), keys and values (key heads, K, D). A long row goes in blocks, which need not keep
    /// all scores at once.
    /// </summary>
    private Tensor AttendUnit(int unit, Tensor query, Tensor key, Tensor value, int? window)
    {
        long group = config.GroupSize, length = units[unit], earlier = key.shape[1] - length;
        if (length <= Block)
            return AttendBlock(query, key, value, CachedMask(unit, window, query));
        var blocks = new List<Tensor>();
        for (long start = 0; start < length; start += Block)
        {
            long count = Math.Min(Block, length - start), seen = earlier + start + count;
            var mask = Mask(unit, start, count, window, query);
            blocks.Add(AttendBlock(query.narrow(1, start * group, count * group), key.narrow(1, 0, seen), value.narrow(1, 0, seen), mask));
        }
        return cat(blocks, 1);
    }

    private static Tensor AttendBlock(Tensor query, Tensor key, Tensor value, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var scores = query.bmm(key.transpose(1, 2));                               // (key heads, L·G, K)
        scores.view(key.shape[0], mask.shape[0], -1, mask.shape[2]).add_(mask);
        return scores.softmax(-1).bmm(value).MoveToOuterDisposeScope();            // summed in float32 inside, whatever the type
    }

    /// <summary>All layers with the same window share the masks of the units.</summary>
    private Tensor CachedMask(int unit, int? window, Tensor like)
    {
        if (!masks.TryGetValue((unit, window), out var mask))
            masks[(unit, window)] = mask = Mask(unit, 0, units[unit], window, like).DetachFromDisposeScope();
        return mask;
    }

    /// <summary>0 where a token of the unit, from <paramref name="start"/> on, sees one of the prefix or the unit, else minus infinity: (L, 1, K).</summary>
    private Tensor Mask(int unit, long start, long count, int? window, Tensor like)
    {
        using var scope = NewDisposeScope();
        long begin = units.Take(unit).Sum();
        var (rows, positions) = (tensor(RowOfToken(), device: like.device), Positions(like.device));
        Tensor Queries(Tensor of) => of.narrow(0, begin + start, count).unsqueeze(1);                                       // (L, 1)
        Tensor Keys(Tensor of) => cat([of.narrow(0, 0, unit > 0 ? prefixLength : 0), of.narrow(0, begin, start + count)]); // (K)
        var distance = Queries(positions) - Keys(positions); // (L, K)
        var hidden = (distance < 0).logical_or((Keys(rows) != 0).logical_and(Queries(rows) != Keys(rows)));
        if (window is { } most)
            hidden = hidden.logical_or(distance >= most);
        return zeros(hidden.shape, like.dtype, like.device).masked_fill(hidden, float.NegativeInfinity).unsqueeze(1).MoveToOuterDisposeScope();
    }

    /// <summary>The row of each token, from 1; 0 for the prefix.</summary>
    private long[] RowOfToken()
    {
        int first = prefixLength > 0 ? 0 : 1;
        return [.. segments.SelectMany((length, index) => Enumerable.Repeat((long)(index + first), (int)length))];
    }
}
