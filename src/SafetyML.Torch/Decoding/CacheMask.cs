using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>Which columns of a <see cref="KeyValueCache"/> each beam sees: its prompt and its own past, within a sliding window if there is one.</summary>
internal sealed class CacheMask : IDisposable
{
    private readonly Tensor mask;       // (prompts, beams, columns) float32, 0 or -infinity
    private readonly Tensor own;        // (1, beams, beams): a beam sees the column that it adds, and no other beam's
    private readonly Tensor positions;  // (prompts, 1, columns) of the tokens in the columns
    private readonly Tensor next;       // (prompts, 1, 1), the position of the next step
    private readonly int? window;

    /// <param name="promptLengths">Tokens of each prompt.</param>
    /// <param name="beams">Beams per prompt.</param>
    /// <param name="columns">Columns that there is room for.</param>
    /// <param name="window">Latest positions that a token sees, itself included; null for all.</param>
    /// <param name="device">Where the mask lies.</param>
    public CacheMask(IReadOnlyList<int> promptLengths, int beams, long columns, int? window, Device device)
    {
        using var scope = NewDisposeScope();
        this.window = window;
        next = tensor(promptLengths.Select(length => (long)length).ToArray(), device: device).view(-1, 1, 1).DetachFromDisposeScope();
        positions = arange(columns, device: device).view(1, 1, -1).repeat(promptLengths.Count, 1, 1).DetachFromDisposeScope();
        mask = zeros([promptLengths.Count, beams, columns], ScalarType.Float32, device).masked_fill_(positions >= next, float.NegativeInfinity).DetachFromDisposeScope();
        own = zeros([1, beams, beams], ScalarType.Float32, device).masked_fill_(eye(beams, device: device) == 0, float.NegativeInfinity).DetachFromDisposeScope();
    }

    /// <summary>The mask of the first prompts up to a column, (live, 1, beams, 1, columns).</summary>
    public Tensor Of(int live, long columns) => mask.narrow(0, 0, live).narrow(2, 0, columns).unsqueeze(1).unsqueeze(3);

    /// <summary>Gives row r of the live prompts the past of row <paramref name="parents"/>[r], in the first columns.</summary>
    public void Inherit(int live, long columns, Tensor parents)
    {
        using var scope = NewDisposeScope();
        var past = mask.narrow(0, 0, live).narrow(2, 0, columns);                                   // (live, beams, columns)
        past.copy_(past.reshape(-1, columns).index_select(0, parents).view(live, own.shape[1], columns));
    }

    /// <summary>Lets every beam see a column of its own, which follows the first <paramref name="columns"/>.</summary>
    public void Add(int live, long columns)
    {
        using var scope = NewDisposeScope();
        long beams = own.shape[1];
        mask.narrow(0, 0, live).narrow(2, columns, beams).copy_(own.expand(live, beams, beams));
        if (window is not null)
            Slide(live, columns, beams);
        next.add_(1);
    }

    /// <summary>Which of the first columns any beam sees, (live, columns) bool.</summary>
    public Tensor Seen(int live, long columns) => mask.narrow(0, 0, live).narrow(2, 0, columns).amax([1]) == 0;

    /// <summary>Moves the columns in <paramref name="order"/>, (live, kept), to the front; nothing is seen of those after them.</summary>
    public void Keep(Tensor order)
    {
        using var scope = NewDisposeScope();
        long live = order.shape[0], kept = order.shape[1];
        Take(mask);
        Take(positions);
        mask.narrow(0, 0, live).narrow(2, kept, mask.shape[2] - kept).fill_(float.NegativeInfinity);

        void Take(Tensor tensor)
        {
            var rows = tensor.narrow(0, 0, live);
            rows.narrow(2, 0, kept).copy_(rows.gather(2, order.unsqueeze(1).expand(live, tensor.shape[1], kept)));
        }
    }

    /// <summary>Moves a prompt's rows into another slot.</summary>
    public void Move(int from, int to)
    {
        using var scope = NewDisposeScope();
        foreach (var tensor in new[] { mask, positions, next })
            tensor.select(0, to).copy_(tensor.select(0, from));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        mask.Dispose();
        own.Dispose();
        positions.Dispose();
        next.Dispose();
    }

    private void Slide(int live, long columns, long beams)
    {
        var (at, now) = (positions.narrow(0, 0, live), next.narrow(0, 0, live));
        at.narrow(2, columns, beams).copy_(now.expand(live, 1, beams));
        mask.narrow(0, 0, live).masked_fill_(at <= now - window!.Value, float.NegativeInfinity);
    }
}
