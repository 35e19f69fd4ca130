using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>Which tokens occur in each row's prompt or answer, for the repetition penalty. Rows are prompt-major beams.</summary>
internal sealed class SeenTokens : IDisposable
{
    private readonly Tensor seen;       // (prompts, beams, vocabulary) bool
    private int live;

    public SeenTokens(IReadOnlyList<int[]> prompts, int beams, int vocabulary, Device device)
    {
        live = prompts.Count;
        seen = zeros([live, beams, vocabulary], ScalarType.Bool, device).DetachFromDisposeScope();
        using var scope = NewDisposeScope();
        for (int slot = 0; slot < live; slot++)
            seen.select(0, slot).index_fill_(1, tensor(Array.ConvertAll(prompts[slot], id => (long)id), device: device), true);
    }

    /// <summary>The mask of the first <paramref name="rows"/> rows of every live prompt, (live * rows, vocabulary).</summary>
    public Tensor Rows(long rows) => seen.narrow(0, 0, live).narrow(1, 0, rows).reshape(live * rows, seen.shape[2]);

    /// <summary>Row r now continues row parents[r], or itself where null, with the token tokens[r].</summary>
    public void Advance(Tensor? parents, Tensor tokens)
    {
        using var scope = NewDisposeScope();
        var rows = seen.narrow(0, 0, live).view(-1, seen.shape[2]);
        if (parents is not null)
            rows.copy_(rows.index_select(0, parents));
        rows.scatter_(1, tokens.unsqueeze(1), ones_like(tokens.unsqueeze(1), ScalarType.Bool));
    }

    /// <summary>Gives up a slot: the last live prompt moves into it.</summary>
    public void Retire(int slot)
    {
        using var scope = NewDisposeScope();
        if (slot != --live)
            seen.select(0, slot).copy_(seen.select(0, live));
    }

    /// <inheritdoc/>
    public void Dispose() => seen.Dispose();
}
