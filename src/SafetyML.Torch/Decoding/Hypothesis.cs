namespace SafetyML.Torch.Decoding;

/// <summary>A sequence of new tokens, as its last token and the hypothesis before it, so that beams share what they have in common.</summary>
internal sealed class Hypothesis
{
    /// <summary>The empty sequence, from which every search starts.</summary>
    public static readonly Hypothesis Empty = new(null, -1, 0);

    private readonly Hypothesis? parent;

    private Hypothesis(Hypothesis? parent, int token, double logProbability)
    {
        this.parent = parent;
        Token = token;
        LogProbability = logProbability;
        Length = parent is null ? 0 : parent.Length + 1;
    }

    /// <summary>Id of the last token; -1 for the empty sequence.</summary>
    public int Token { get; }

    /// <summary>Number of tokens.</summary>
    public int Length { get; }

    /// <summary>Sum of the tokens' log probabilities.</summary>
    public double LogProbability { get; }

    /// <summary>This sequence and one token more.</summary>
    public Hypothesis Append(int token, double logProbability) => new(this, token, LogProbability + logProbability);

    /// <summary>The last <paramref name="count"/> tokens, or all where there are fewer.</summary>
    public int[] Tail(int count)
    {
        var ids = new int[Math.Min(count, Length)];
        var node = this;
        for (int i = ids.Length - 1; i >= 0; i--, node = node.parent!)
            ids[i] = node.Token;
        return ids;
    }

    /// <summary>All tokens.</summary>
    public int[] Ids() => Tail(Length);

    /// <summary>The longest sequence with which both begin.</summary>
    public static Hypothesis CommonPrefix(Hypothesis first, Hypothesis second)
    {
        while (!ReferenceEquals(first, second))
        {
            if (first.Length >= second.Length)
                first = first.parent!;
            else
                second = second.parent!;
        }
        return first;
    }
}
