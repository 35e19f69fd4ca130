namespace SafetyML.LinearText;

/// <summary>How an answer moves: the gist of each of its first sentences and of the last, and what follows what.</summary>
internal static class FlowFeatures
{
    private const int Sentences = 4;

    private enum Gist : uint { Other, Refuse, Apology, Moral, Correct, Contrast, Offer, Question, List }

    public static void Add(ScannedText text, FeatureBuffer features)
    {
        var (before, word) = (100u, 0);
        for (var sentence = 0; word < text.Words; sentence++)
        {
            var start = word;
            var gist = (uint)Next(text, ref word);
            var place = (uint)Math.Min(sentence, Sentences);
            features.Add(TextHash.Join(place, gist), start, word - 1);
            features.Add(TextHash.Join(50 + before, gist), start, word - 1);
            if (sentence < Sentences)
                features.Add(TextHash.Join(TextHash.Join(50 + before, gist), place), start, word - 1);
            before = gist;
        }
    }

    private static Gist Next(ScannedText text, ref int word)
    {
        var (sentence, seen) = (text.Sentence[word], 0ul);
        for (; word < text.Words && text.Sentence[word] == sentence; word++)
            if (!text.Quoted[word])
                seen |= 1ul << (int)text.Class[word];
        return Has(seen, WordClass.Sorry) && !Has(seen, WordClass.Hear) && Has(seen, WordClass.I) ? Gist.Apology
            : Has(seen, WordClass.Cannot) && Has(seen, WordClass.Help) || Has(seen, WordClass.Not) && Has(seen, WordClass.Able) && Has(seen, WordClass.I) ? Gist.Refuse
            : Has(seen, WordClass.Not) && (Has(seen, WordClass.Right) || Has(seen, WordClass.Wrong)) ? Gist.Correct
            : Has(seen, WordClass.Wrong) || Has(seen, WordClass.Law) || Has(seen, WordClass.Important) ? Gist.Moral
            : Has(seen, WordClass.Contrast) ? Gist.Contrast
            : Has(seen, WordClass.Offering) ? Gist.Offer
            : Has(seen, WordClass.Question) ? Gist.Question
            : Gist.Other;
    }

    private static bool Has(ulong seen, WordClass wordClass) => (seen & (1ul << (int)wordClass)) != 0;
}
