namespace SafetyML.LinearText;

/// <summary>The part of an answer that decided: where it starts, how long it is, and how much it adds to the score. Length 0: no words of the answer did.</summary>
internal readonly record struct TextEvidence(int Start, int Length, float Contribution)
{
    private const int LongestWords = 14;

    /// <summary>The run of words whose features add most to <paramref name="output"/> (against the mean of the other outputs).</summary>
    public static TextEvidence Of(LinearStage stage, FeatureExtractor extractor, int output)
    {
        Span<float> words = stackalloc float[ScannedText.MaxWords];
        words = words[..extractor.Answer.Words];
        Spread(stage, extractor.Features, output, words);
        var (best, first, last) = (0f, 0, -1);
        for (var start = 0; start < words.Length; start++)
        {
            var sum = 0f;
            for (var end = start; end < words.Length && end < start + LongestWords && extractor.Answer.Sentence[end] == extractor.Answer.Sentence[start]; end++)
            {
                sum += words[end];
                if (sum > best)
                    (best, first, last) = (sum, start, end);
            }
        }
        return last < 0 ? default : new TextEvidence(extractor.Answer.Start[first], extractor.Answer.End[last] - extractor.Answer.Start[first], best);
    }

    private static void Spread(LinearStage stage, FeatureBuffer features, int output, Span<float> words)
    {
        for (var group = FeatureGroup.Word; (int)group < FeatureBuffer.Groups; group++)
        {
            if (!stage.Options.Groups.Has(group))
                continue;
            var (start, end) = features.Of(group);
            for (var i = start; i < end; i++)
            {
                var (first, last) = (features.First[i], features.Last[i]);
                if (first < 0)
                    continue;
                var share = Margin(stage, features.Buckets[i], group, end - start, output) / (last - first + 1);
                for (var word = first; word <= last; word++)
                    words[word] += share;
            }
        }
    }

    private static float Margin(LinearStage stage, int bucket, FeatureGroup group, int count, int output)
    {
        var own = stage.Contribution(bucket, group, count, output);
        if (stage.Outputs == 1)
            return own;
        var others = 0f;
        for (var other = 0; other < stage.Outputs; other++)
            others += other == output ? 0 : stage.Contribution(bucket, group, count, other);
        return own - others / (stage.Outputs - 1);
    }
}
