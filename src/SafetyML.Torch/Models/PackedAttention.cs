using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>
/// Causal attention over rows that lie one after another on the packed axis, without padding. An optional prefix at the front is seen by every row:
/// it is computed once, and gradients of all rows flow into it.
/// </summary>
public sealed class PackedAttention : IAttention, IDisposable
{
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
        var (queries, keys, values) = (query.split(segments), key.split(segments), value.split(segments));
        var mixed = new Tensor[segments.Length];
        for (int row = 0; row < segments.Length; row++)
        {
            bool extends = row > 0 && prefixLength > 0;
            var seenKeys = extends ? cat([keys[0], keys[row]]) : keys[row];         // (K, key heads, D)
            var seenValues = extends ? cat([values[0], values[row]]) : values[row]; // (K, key heads, D)
            mixed[row] = AttendRow(queries[row], seenKeys, seenValues, config.WindowOf(layer));
        }
        return (mixed.Length == 1 ? mixed[0] : cat(mixed)).MoveToOuterDisposeScope();
    }

    /// <summary>Frees the masks.</summary>
    public void Dispose()
    {
        foreach (var mask in masks.Values)
            mask.Dispose();
        masks.Clear();
    }

    /// <summary>The last L of K tokens attend to the K. A group of query heads shares a key head: it is folded into the rows of the product, so keys are not copied.</summary>
    private Tensor AttendRow(Tensor query, Tensor key, Tensor value, int? window)
    {
        long length = query.shape[0], seen = key.shape[0], keyHeads = key.shape[1], size = query.shape[2];
        var folded = (query / Math.Sqrt(size)).view(length, keyHeads, -1, size).permute(1, 2, 0, 3).reshape(keyHeads, -1, size); // (key heads, G·L, D)
        var scores = folded.bmm(key.permute(1, 2, 0)).add_(Mask(length, seen, window, query)); // (key heads, G·L, K)
        var weights = scores.softmax(-1, ScalarType.Float32).to(query.dtype);
        var mixed = weights.bmm(value.transpose(0, 1)); // (key heads, G·L, D)
        return mixed.view(keyHeads, -1, length, size).permute(2, 0, 1, 3).reshape(length, -1, size);
    }

    /// <summary>0 where the i-th of the last L tokens sees the j-th of all K, else minus infinity: (G·L, K).</summary>
    private Tensor Mask(long length, long seen, int? window, Tensor like)
    {
        if (masks.TryGetValue((length, seen, window), out var cached))
            return cached;
        using var scope = NewDisposeScope();
        var distance = arange(seen - length, seen, device: like.device).unsqueeze(1) - arange(seen, device: like.device); // (L, K)
        var hidden = distance < 0;
        if (window is { } most)
            hidden = hidden.logical_or(distance >= most);
        var mask = zeros(length, seen, like.dtype, like.device).masked_fill(hidden, float.NegativeInfinity).repeat(config.GroupSize, 1);
        return masks[(length, seen, window)] = mask.DetachFromDisposeScope();
    }
}
