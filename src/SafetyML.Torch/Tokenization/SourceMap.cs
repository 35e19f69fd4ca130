namespace SafetyML.Torch.Tokenization;

/// <summary>For each character of a rewritten text, the characters of the original that it stands for.</summary>
internal sealed class SourceMap
{
    private readonly int[] starts;
    private readonly int[] ends;
    private readonly int before;

    private SourceMap(int[] starts, int[] ends, int before)
    {
        this.starts = starts;
        this.ends = ends;
        this.before = before;
    }

    /// <summary>The map of a text to itself; both halves of a surrogate pair stand for the pair.</summary>
    public static SourceMap Of(string text)
    {
        var starts = new int[text.Length];
        var ends = new int[text.Length];
        for (var i = 0; i < text.Length; i++)
        {
            starts[i] = i > 0 && char.IsLowSurrogate(text[i]) ? i - 1 : i;
            ends[i] = i + 1 < text.Length && char.IsHighSurrogate(text[i]) ? i + 2 : i + 1;
        }

        return new SourceMap(starts, ends, 0);
    }

    /// <summary>Rewrites a text and its map, where there is one.</summary>
    public static string Apply(ITextRewrite step, string text, ref SourceMap? map)
    {
        List<int>? sources = map is null ? null : [];
        var result = step.Apply(text, sources);
        if (map is not null && !ReferenceEquals(result, text))
            map = map.Through(sources!);
        return result;
    }

    /// <summary>The map of a part of the text.</summary>
    public SourceMap Slice(int offset, int length)
        => offset == 0 && length == starts.Length
            ? this
            : new SourceMap(starts[offset..(offset + length)], ends[offset..(offset + length)], offset < starts.Length ? starts[offset] : before);

    /// <summary>The characters of the original that a part of the text stands for.</summary>
    public (int Start, int End) Original(int start, int end)
        => end > start ? (starts[start], Math.Max(starts[start], ends[end - 1])) : (before, before);

    /// <summary>The places of the original that the characters come from, -1 for one put before it.</summary>
    public void AddSourcesTo(List<int> sources)
    {
        for (var i = 0; i < starts.Length; i++)
            sources.Add(ends[i] > starts[i] ? starts[i] : starts[i] - 1);
    }

    private SourceMap Through(List<int> sources)
    {
        var newStarts = new int[sources.Count];
        var newEnds = new int[sources.Count];
        for (var i = 0; i < sources.Count; i++)
            (newStarts[i], newEnds[i]) = sources[i] < 0 ? (before, before) : (starts[sources[i]], ends[sources[i]]);
        return new SourceMap(newStarts, newEnds, before);
    }
}
