namespace SafetyML.Torch.Tokenization;

/// <summary>The tokens put around a text and around two, with their types (the <c>post_processor</c> of a tokenizer).</summary>
/// <param name="Single">One text and what stands around it.</param>
/// <param name="Pair">Two texts and what stands around them.</param>
internal sealed record TextFrame(IReadOnlyList<FramePart> Single, IReadOnlyList<FramePart> Pair)
{
    /// <summary>Nothing around a text; of two, the second has type 1.</summary>
    public static TextFrame None { get; } = Around([], []);

    /// <summary>Spaces are left out of the characters that a token covers.</summary>
    public bool TrimsOffsets { get; init; }

    /// <summary>The first token's own space is not counted as one to leave out, as it was put before the text.</summary>
    public bool HasPrefixSpace { get; init; }

    /// <summary>Ids before a text and after it; of two texts, each has them.</summary>
    public static TextFrame Around(IReadOnlyList<int> prefix, IReadOnlyList<int> suffix)
        => new(Parts(prefix, suffix, 0), [.. Parts(prefix, suffix, 0), .. Parts(prefix, suffix, 1)]);

    /// <summary>BERT's: [CLS] A [SEP] of type 0, then B [SEP] of type 1.</summary>
    public static TextFrame Bert(int begin, int separator)
        => new(Parts([begin], [separator], 0), [.. Parts([begin], [separator], 0), .. Parts([], [separator], 1)]);

    /// <summary>RoBERTa's: &lt;s&gt; A &lt;/s&gt;&lt;/s&gt; B &lt;/s&gt;, all of type 0.</summary>
    public static TextFrame Roberta(int begin, int separator)
        => new(Parts([begin], [separator], 0), [.. Parts([begin], [separator], 0), new(separator, 0, 0), new(null, 1, 0), new(separator, 0, 0)]);

    private static FramePart[] Parts(IReadOnlyList<int> prefix, IReadOnlyList<int> suffix, int sequence)
        => [.. prefix.Select(id => new FramePart(id, sequence, sequence)), new(null, sequence, sequence), .. suffix.Select(id => new FramePart(id, sequence, sequence))];
}
