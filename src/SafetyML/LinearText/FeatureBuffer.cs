namespace SafetyML.LinearText;

/// <summary>The features of one text, group after group: the bucket of each and the words of the answer that it comes from. A bucket appears once.</summary>
internal sealed class FeatureBuffer
{
    /// <summary>Features fall into 2^17 buckets; a model with fewer joins neighbours.</summary>
    public const int Bits = 17;

    /// <summary>Above every number of a group. Files hold as many scales.</summary>
    public const int Groups = 12;

    private readonly byte[] _seen = new byte[1 << Bits];
    private readonly int[] _ends = new int[Groups];
    private FeatureGroup _group;
    private byte _text;

    public int[] Buckets { get; private set; } = new int[4096];

    /// <summary>The first word of the answer that a feature comes from, or -1.</summary>
    public short[] First { get; private set; } = new short[4096];

    /// <summary>The last word.</summary>
    public short[] Last { get; private set; } = new short[4096];

    public int Count { get; private set; }

    public void Clear()
    {
        Count = 0;
        _ends.AsSpan().Clear();
        if (++_text != 0)
            return;
        _seen.AsSpan().Clear();
        _text = 1;
    }

    /// <summary>What is added from here on belongs to <paramref name="group"/>; groups come in their order.</summary>
    public void Begin(FeatureGroup group)
    {
        _group = group;
        for (var i = (int)group; i < Groups; i++)
            _ends[i] = Count;
    }

    public void Add(uint hash, int first = -1, int last = -1)
    {
        var bucket = (int)(TextHash.Join((uint)_group + 1, hash) >> (32 - Bits));
        if (_seen[bucket] == _text)
            return;
        _seen[bucket] = _text;
        if (Count == Buckets.Length)
            Grow();
        (Buckets[Count], First[Count], Last[Count]) = (bucket, (short)first, (short)last);
        _ends[(int)_group] = ++Count;
    }

    /// <summary>One feature for every bound that <paramref name="value"/> reaches: a step function that a model can weigh.</summary>
    public void AddSteps(uint name, int value, params ReadOnlySpan<int> bounds)
    {
        for (var i = 0; i < bounds.Length && value >= bounds[i]; i++)
            Add(TextHash.Join(name, (uint)bounds[i]));
    }

    /// <summary>The features of one group.</summary>
    public (int Start, int End) Of(FeatureGroup group) =>
        (group == 0 ? 0 : Math.Min(_ends[(int)group - 1], _ends[(int)group]), _ends[(int)group]);

    private void Grow()
    {
        var size = Buckets.Length * 2;
        var (buckets, first, last) = (Buckets, First, Last);
        Array.Resize(ref buckets, size);
        Array.Resize(ref first, size);
        Array.Resize(ref last, size);
        (Buckets, First, Last) = (buckets, first, last);
    }
}
