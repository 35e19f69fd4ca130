using System.Runtime.CompilerServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Byte-pair joins of a short piece: looks through all pairs for the next one instead of keeping them in order, which for the few symbols of a word is faster
/// than any queue.
/// </summary>
internal static class ShortPiece
{
    /// <summary>The most symbols for which this way is the faster one.</summary>
    public const int MaxLength = 24;

    /// <summary>Joins symbols in place until no pair is left.</summary>
    /// <returns>How many symbols are left, at the front.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Join(Span<int> symbols, MergeTable merges)
    {
        Span<int> ranks = stackalloc int[MaxLength];
        Span<int> merged = stackalloc int[MaxLength];
        var count = symbols.Length;
        for (var left = 0; left + 1 < count; left++)
            (ranks[left], merged[left]) = Look(symbols, left, merges);
        while (count > 1)
        {
            var best = Best(ranks[..(count - 1)]);
            if (ranks[best] == int.MaxValue)
                break;
            symbols[best] = merged[best];
            symbols[(best + 2)..count].CopyTo(symbols[(best + 1)..]);
            if (best + 2 < count)
            {
                ranks[(best + 1)..(count - 1)].CopyTo(ranks[best..]);
                merged[(best + 1)..(count - 1)].CopyTo(merged[best..]);
            }

            count--;
            if (best > 0)
                (ranks[best - 1], merged[best - 1]) = Look(symbols, best - 1, merges);
            if (best + 1 < count)
                (ranks[best], merged[best]) = Look(symbols, best, merges);
        }

        return count;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (int Rank, int Merged) Look(ReadOnlySpan<int> symbols, int left, MergeTable merges)
        => merges.TryGet(symbols[left], symbols[left + 1], out var rank, out var merged) ? (rank, merged) : (int.MaxValue, 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Best(ReadOnlySpan<int> ranks)
    {
        var best = 0;
        for (var i = 1; i < ranks.Length; i++)
            if (ranks[i] < ranks[best])
                best = i;
        return best;
    }
}
