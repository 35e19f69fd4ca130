using System.Runtime.CompilerServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// The joins of a vocabulary that gives each token a rank instead of a list of pairs (tiktoken by id, SentencePiece by score): two tokens join to the one that both spell together, by that
/// one's rank. There may be as many such pairs as the tokens have characters, so they are not listed but looked up by the hash of both, which follows from that of each.
/// </summary>
internal sealed class TokenRanks
{
    /// <summary>The rank of a token that takes no part in joins.</summary>
    public const int None = int.MaxValue;

    private readonly Vocabulary vocabulary;
    private readonly int[] ranks;
    private readonly uint[] hashes;
    private readonly uint[] powers = TokenHash.Powers(MergeTable.LongestToken);

    /// <summary>Creates the joins.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="ranks">The rank of the token at each place, from 0 on; or <see cref="None"/>.</param>
    public TokenRanks(Vocabulary vocabulary, int[] ranks)
    {
        this.vocabulary = vocabulary;
        this.ranks = ranks;
        hashes = new uint[ranks.Length];
        for (var place = 0; place < hashes.Length; place++)
            hashes[place] = TokenHash.Of(vocabulary[place]);
    }

    /// <summary>Looks up what two ids become.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(int left, int right, out int rank, out int merged)
    {
        (rank, merged) = (None, 0);
        var (first, second) = (vocabulary.PlaceOf(left), vocabulary.PlaceOf(right));
        if (first < 0 || second < 0 || ranks[first] == None || ranks[second] == None)
            return false;
        var start = vocabulary[first];
        var end = vocabulary[second];
        if (start.Length + end.Length > vocabulary.Longest)
            return false;
        var place = vocabulary.Find(TokenHash.Join(hashes[first], hashes[second], powers[end.Length]), start, end);
        if (place < 0 || ranks[place] == None)
            return false;
        (rank, merged) = (ranks[place], vocabulary.IdAt(place));
        return true;
    }
}
