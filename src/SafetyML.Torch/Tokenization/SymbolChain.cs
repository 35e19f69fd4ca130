namespace SafetyML.Torch.Tokenization;

/// <summary>Symbols in a row of which neighbours are joined in place; a joined pair keeps the position of its left half.</summary>
internal sealed class SymbolChain
{
    private readonly int[] symbols;
    private readonly int[] next;
    private readonly int[] previous;

    /// <summary>Creates the chain.</summary>
    public SymbolChain(List<int> ids)
    {
        Count = ids.Count;
        symbols = [.. ids];
        next = new int[Count];
        previous = new int[Count];
        for (var i = 0; i < Count; i++)
            (previous[i], next[i]) = (i - 1, i + 1 < Count ? i + 1 : -1);
    }

    /// <summary>Number of positions, joined ones included.</summary>
    public int Count { get; }

    /// <summary>The symbol at a position.</summary>
    public int this[int position] => symbols[position];

    /// <summary>The next position, or -1 at the end and at a position that has been joined away.</summary>
    public int Next(int position) => next[position];

    /// <summary>The position before, or -1.</summary>
    public int Previous(int position) => previous[position];

    /// <summary>Replaces the symbol at a position and the one after it by one.</summary>
    public void Join(int left, int merged)
    {
        var gone = next[left];
        var after = next[gone];
        symbols[left] = merged;
        next[left] = after;
        if (after >= 0)
            previous[after] = left;
        next[gone] = -1;
    }

    /// <summary>The symbols that are left, in order.</summary>
    public int[] ToArray()
    {
        var ids = new List<int>(Count);
        for (var position = Count > 0 ? 0 : -1; position >= 0; position = next[position])
            ids.Add(symbols[position]);
        return [.. ids];
    }
}
