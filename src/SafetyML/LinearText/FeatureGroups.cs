namespace SafetyML.LinearText;

/// <summary>A set of groups, and how much each weighs: the length that all its features have together.</summary>
internal sealed class FeatureGroups
{
    private readonly float[] _scales = new float[FeatureBuffer.Groups];

    public float this[FeatureGroup group]
    {
        get => _scales[(int)group];
        init => _scales[(int)group] = value;
    }

    public static FeatureGroups Of(ReadOnlySpan<float> scales)
    {
        var groups = new FeatureGroups();
        scales.CopyTo(groups._scales);
        return groups;
    }

    public ReadOnlySpan<float> Scales => _scales;

    public bool Has(FeatureGroup group) => _scales[(int)group] > 0;
}
