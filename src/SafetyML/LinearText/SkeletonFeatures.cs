namespace SafetyML.LinearText;

/// <summary>What remains of a sentence when only the classed words are kept: "I'm not able to help with that" is I, Not, Able, Help.</summary>
internal static class SkeletonFeatures
{
    private const int Longest = 4;

    public static void Add(ScannedText text, FeatureBuffer features)
    {
        for (var i = 0; i < text.Words; i++)
        {
            if (text.Class[i] == WordClass.None)
                continue;
            var region = Region(text, i);
            uint hash = 0;
            for (int j = i, length = 0; j < text.Words && length < Longest && text.Sentence[j] == text.Sentence[i]; j++)
            {
                if (text.Class[j] == WordClass.None)
                    continue;
                hash = TextHash.Join(hash, (uint)text.Class[j]);
                length++;
                features.Add(TextHash.Join(hash, region), i, j);
                if (length > 1)
                    features.Add(TextHash.Join(hash, text.Quoted[i] ? 9u : 8u), i, j);
            }
        }
    }

    private static uint Region(ScannedText text, int word) =>
        text.Quoted[word] ? 0u : text.Sentence[word] switch { 0 => 1u, 1 => 2u, _ => text.Sentence[word] >= text.Sentences - 1 ? 4u : 3u };
}
