namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Tokens of a vocabulary by their beginnings, for all tokens that begin a text: a radix tree, whose nodes are tokens and places where tokens part, so that there are less than twice as many as
/// tokens. A node takes twelve bytes; its children follow one another, in the order of their first characters.
/// </summary>
internal sealed class TokenTrie
{
    /// <summary>What a node takes in memory, in bytes.</summary>
    public const int KeptBytes = 12;

    /// <summary>The longest token, in characters.</summary>
    public const int LongestToken = 1024;

    /// <summary>Up to so many children, looking at all of them is faster than halving.</summary>
    private const int FewChildren = 64;

    private readonly Vocabulary vocabulary;
    private readonly char[] labels;
    private readonly ushort[] lengths;
    // The place of a token that has the node's text: as it is where it is that text, else its complement.
    private readonly int[] places;
    // The first child; the last one stands before the next node's first.
    private readonly int[] children;

    /// <summary>Creates the tree.</summary>
    /// <param name="vocabulary">Has the tokens, which are no longer than <see cref="LongestToken"/>.</param>
    /// <param name="tokens">The places of those that are looked for, which are put in order; of two with one text the later counts.</param>
    /// <param name="admit">Is told the number of nodes before there is room for them.</param>
    public TokenTrie(Vocabulary vocabulary, Span<int> tokens, Action<int>? admit = null)
    {
        this.vocabulary = vocabulary;
        tokens.Sort((left, right) => vocabulary[left].SequenceCompareTo(vocabulary[right]) is not 0 and var order ? order : right.CompareTo(left));
        tokens = tokens[..WithoutRepeats(tokens)];
        var count = CountNodes(tokens);
        admit?.Invoke(count);
        (labels, lengths, places, children) = (new char[count], new ushort[count], new int[count], new int[count + 1]);
        Build(tokens);
    }

    /// <summary>The tokens that begin a text, the shortest first.</summary>
    public Walk Along(ReadOnlySpan<char> text) => new(this, text);

    private int WithoutRepeats(Span<int> tokens)
    {
        var count = 0;
        foreach (var token in tokens)
            if (count == 0 || !vocabulary[token].SequenceEqual(vocabulary[tokens[count - 1]]))
                tokens[count++] = token;
        return count;
    }

    // Goes along the tokens and keeps the lengths of the nodes that lead to the last one.
    private int CountNodes(ReadOnlySpan<int> tokens)
    {
        Span<ushort> path = stackalloc ushort[LongestToken + 1];
        var (depth, count) = (0, 1);
        for (var i = 0; i < tokens.Length; i++)
        {
            var token = vocabulary[tokens[i]];
            var shared = i == 0 ? 0 : token.CommonPrefixLength(vocabulary[tokens[i - 1]]);
            while (path[depth] > shared)
                depth--;
            foreach (var length in (ReadOnlySpan<int>)[shared, token.Length])
            {
                if (length <= path[depth])
                    continue;
                path[++depth] = (ushort)length;
                count++;
            }
        }

        return count;
    }

    // Until its turn comes, a node keeps its range of the tokens where its place and its children will be.
    private void Build(ReadOnlySpan<int> tokens)
    {
        children[0] = tokens.Length;
        for (int node = 0, count = 1; node < places.Length; node++)
        {
            var (start, end, length) = (places[node], children[node], lengths[node]);
            children[node] = count;
            var isToken = start < end && vocabulary[tokens[start]].Length == length;
            places[node] = start == end ? -1 : isToken ? tokens[start] : ~tokens[start];
            for (start += isToken ? 1 : 0; start < end; count++)
            {
                labels[count] = vocabulary[tokens[start]][length];
                (places[count], start) = (start, EndOf(tokens, start, end, length));
                children[count] = start;
                lengths[count] = (ushort)vocabulary[tokens[places[count]]].CommonPrefixLength(vocabulary[tokens[start - 1]]);
            }
        }

        children[^1] = places.Length;
    }

    /// <summary>Where the tokens end that have the same character at a place as the first one.</summary>
    private int EndOf(ReadOnlySpan<int> tokens, int start, int end, int at)
    {
        var character = vocabulary[tokens[start]][at];
        while (end - start > 1)
        {
            var middle = start + ((end - start) / 2);
            (start, end) = vocabulary[tokens[middle]][at] == character ? (middle, end) : (start, middle);
        }

        return end;
    }

    private int Child(int node, char label)
    {
        var (first, count) = (children[node], children[node + 1] - children[node]);
        var siblings = labels.AsSpan(first, count);
        var at = count <= FewChildren ? siblings.IndexOf(label) : siblings.BinarySearch(label);
        return at < 0 ? -1 : first + at;
    }

    /// <summary>Goes from token to token along a text.</summary>
    public ref struct Walk(TokenTrie trie, ReadOnlySpan<char> text)
    {
        private readonly ReadOnlySpan<char> text = text;
        private int node;

        /// <summary>Finds the next longer token.</summary>
        /// <param name="place">Its place in the vocabulary.</param>
        /// <param name="length">Its length.</param>
        public bool Next(out int place, out int length)
        {
            (place, length) = (-1, trie.lengths[node]);
            while (place < 0 && length < text.Length)
            {
                node = trie.Child(node, text[length]);
                if (node < 0)
                    break;
                var start = length + 1;
                (place, length) = (trie.places[node], trie.lengths[node]);
                if (length > start && (length > text.Length || !text[start..length].SequenceEqual(trie.vocabulary[Math.Max(place, ~place)][start..length])))
                    break;
                if (place >= 0)
                    return true;
            }

            return false;
        }
    }
}
