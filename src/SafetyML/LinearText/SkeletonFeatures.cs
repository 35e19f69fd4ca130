namespace SafetyML.LinearText;

/// <summary>What remains of a sentence when only the classed words are kept: "I'm not able to help with that" is I, Not, Able, Help.</summary>
internal static class SkeletonFeatures
{
    private const int Longest = 4;
    private const uint Speech = 8;
    private const uint QuotedSpeech = 9;

    public static void Add(ScannedText text, FeatureBuffer features)
    {
        Span<short> classed = stackalloc short[ScannedText.MaxWords];
        var count = 0;
        for (var i = 0; i < text.Words; i++)
            if (text.Class[i] != WordClass.None)
                classed[count++] = (short)i;
        classed = classed[..count];
        for (var start = 0; start < count; start++)
        {
            var first = classed[start];
            var (region, speech) = (Region(text, first), text.Quoted[first] ? QuotedSpeech : Speech);
            uint hash = 0;
            for (var next = start; next < count && next < start + Longest && text.Sentence[classed[next]] == text.Sentence[first]; next++)
            {
                hash = TextHash.Join(hash, (uint)text.Class[classed[next]]);
                features.Add(TextHash.Join(hash, region), first, classed[next]);
                if (next > start)
                    features.Add(TextHash.Join(hash, speech), first, classed[next]);
            }
        }
    }

    private static uint Region(ScannedText text, int word) =>
        text.Quoted[word] ? 0u : text.Sentence[word] switch { 0 => 1u, 1 => 2u, _ => text.Sentence[word] >= text.Sentences - 1 ? 4u : 3u };
}
