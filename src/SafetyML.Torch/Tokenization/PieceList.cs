namespace SafetyML.Torch.Tokenization;

/// <summary>Collects the pieces of a text that is split at matches, by a <see cref="SplitBehavior"/>. Matches and what lies between come in order.</summary>
internal sealed class PieceList(SplitBehavior behavior)
{
    private readonly List<(int Offset, int Length)> pieces = [];
    private bool lastIsMatch;

    /// <summary>The pieces so far.</summary>
    public IReadOnlyList<(int Offset, int Length)> Pieces => pieces;

    /// <summary>Adds the part from <paramref name="start"/> to <paramref name="end"/>; an empty part is nothing.</summary>
    public void Add(int start, int end, bool isMatch)
    {
        if (start == end)
            return;
        var joins = pieces.Count > 0 && behavior switch
        {
            SplitBehavior.MergedWithPrevious => isMatch && !lastIsMatch,
            SplitBehavior.MergedWithNext => !isMatch && lastIsMatch,
            SplitBehavior.Contiguous => isMatch == lastIsMatch,
            _ => false,
        };
        if (joins)
            pieces[^1] = (pieces[^1].Offset, end - pieces[^1].Offset);
        else if (!(isMatch && behavior == SplitBehavior.Removed))
            pieces.Add((start, end - start));
        lastIsMatch = isMatch;
    }
}
