using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>
/// Causal attention over rows that lie one after another on the packed axis, without padding. An optional prefix at the front is seen by every row:
/// it is computed once, and gradients of all rows flow into it.
/// </summary>
public sealed class PackedAttention : IAttention, IDisposable
{
    /// <summary>Most query tokens that are scored at once.</summary>
    private const int Block = 512;

    private readonly ModelConfig config;
    private readonly int prefixLength;
    private readonly long[] segments; // the prefix, if there is one, then the rows
    private readonly Dictionary<(long Length, long Seen, int? Window), Tensor> masks = [];

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
        var queries = folded.split([.. segments.Select(length => length * config.GroupSize)], 1);
        var keys = key.transpose(0, 1).split(segments, 1);     // (key heads, L, D) each
        var values = value.transpose(0, 1).split(segments, 1); // (key heads, L, D) each
        var mixed = new Tensor[segments.Length];
        for (int row = 0; row < segments.Length; row++)
            mixed[row] = AttendRow(queries[row].contiguous(), Seen(keys, row), Seen(values, row), config.WindowOf(layer));
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

    /// <summary>What a row attends to: the prefix, if there is one, and itself (key heads, K, D).</summary>
    private Tensor Seen(Tensor[] parts, int row) => row > 0 && prefixLength > 0 ? cat([parts[0], parts[row]], 1) : parts[row].contiguous();

    /// <summary>
    /// The last L of K tokens attend to the K: queries (key heads, L·G, D), keys and values (key heads, K, D). Long rows go in blocks, which need not keep
    /// all scores at once.
    /// </summary>
    private Tensor AttendRow(Tensor query, Tensor key, Tensor value, int? window)
    {
        long group = config.GroupSize, length = query.shape[1] / group, earlier = key.shape[1] - length;
        if (length <= Block)
            return AttendBlock(query, key, value, CachedMask(length, key.shape[1], window, query));
        var blocks = new List<Tensor>();
        for (long start = 0; start < length; start += Block)
        {
            long count = Math.Min(Block, length - start), seen = earlier + start + count;
            var mask = Mask(count, seen, window, query);
            blocks.Add(AttendBlock(query.narrow(1, start * group, count * group), key.narrow(1, 0, seen), value.narrow(1, 0, seen), mask));
        }
        return cat(blocks, 1);
    }

    private static Tensor AttendBlock(Tensor query, Tensor key, Tensor value, Tensor mask)
    {
        using var scope = NewDisposeScope();
        var scores = query.bmm(key.transpose(1, 2)).add_(mask); // (key heads, L·G, K)
        return scores.softmax(-1, ScalarType.Float32).to(query.dtype).bmm(value).MoveToOuterDisposeScope();
    }

    /// <summary>Rows of a length share their mask over all layers.</summary>
    private Tensor CachedMask(long length, long seen, int? window, Tensor like)
    {
        if (!masks.TryGetValue((length, seen, window), out var mask))
            masks[(length, seen, window)] = mask = Mask(length, seen, window, like).DetachFromDisposeScope();
        return mask;
    }

    /// <summary>0 where the i-th of the last L tokens sees the j-th of all K, else minus infinity: (L·G, K).</summary>
    private Tensor Mask(long length, long seen, int? window, Tensor like)
    {
        using var scope = NewDisposeScope();
        var distance = arange(seen - length, seen, device: like.device).unsqueeze(1) - arange(seen, device: like.device); // (L, K)
        var hidden = distance < 0;
        if (window is { } most)
            hidden = hidden.logical_or(distance >= most);
        var mask = zeros(length, seen, like.dtype, like.device).masked_fill(hidden, float.NegativeInfinity);
        return mask.repeat_interleave(config.GroupSize, 0).MoveToOuterDisposeScope();
    }
}
