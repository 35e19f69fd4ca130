using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>
/// Which position embedding stands for each pair of tokens, for one pass. Only the embeddings of the distances that the pass can see are projected:
/// those of the rows <see cref="First"/> to <see cref="First"/> + <see cref="Count"/> of the table.
/// </summary>
internal sealed class RelativeIndex : IDisposable
{
    private readonly RelativeAttention relative;
    private readonly Device device;
    private readonly Dictionary<long, Tensor> byLength = [];

    /// <summary>For texts of at most <paramref name="longest"/> tokens.</summary>
    public RelativeIndex(RelativeAttention relative, long longest, Device device)
    {
        using var scope = NewDisposeScope();
        (this.relative, this.device) = (relative, device);
        var rows = RelativeBuckets.Rows(relative, longest, device);
        First = rows[0].item<long>();
        Count = rows[-1].item<long>() - First + 1;
    }

    /// <summary>The first row of the table that is needed.</summary>
    public long First { get; }

    /// <summary>The number of rows that are needed.</summary>
    public long Count { get; }

    /// <summary>The needed row (L, L) for the pair of token i and token j, that of the distance i − j; from 0, int64. Pairs of different texts get any row.</summary>
    public Tensor Of(long length)
    {
        if (!byLength.TryGetValue(length, out var index))
            byLength[length] = index = Make(length);
        return index;
    }

    /// <summary>Frees the tables.</summary>
    public void Dispose()
    {
        foreach (var index in byLength.Values)
            index.Dispose();
        byLength.Clear();
    }

    private Tensor Make(long length)
    {
        using var scope = NewDisposeScope();
        var rows = (RelativeBuckets.Rows(relative, length, device) - First).clamp(0, Count - 1); // by distance, from 1 − L
        var token = arange(0, length, ScalarType.Int64, device);
        var distance = token.unsqueeze(1) - token.unsqueeze(0) + (length - 1);                   // (L, L)
        return rows.index_select(0, distance.view(-1)).view(length, length).DetachFromDisposeScope();
    }
}
