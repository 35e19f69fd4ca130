namespace SafetyML.LinearText;

/// <summary>Where an answer takes up the prompt's content words: at once, after a contrast, in a sentence that refuses; or that there is no prompt.</summary>
internal sealed class PromptOverlap
{
    // Beside the steps below, which are 1 to 6.
    private const uint NoPrompt = 7;

    private readonly bool[] _shared = new bool[ScannedText.MaxWords];

    private void Mark(ScannedText prompt, ScannedText answer)
    {
        for (var i = 0; i < answer.Words; i++)
            _shared[i] = answer.End[i] - answer.Start[i] > 3 && answer.Class[i] is WordClass.None or WordClass.Harm && Contains(prompt, answer.Hash[i]);
    }

    public void Add(ScannedText prompt, ScannedText answer, FeatureBuffer features)
    {
        if (prompt.Words == 0)
        {
            features.Add(NoPrompt);
            return;
        }
        Mark(prompt, answer);
        int first = 0, contrast = 0, negated = 0, all = 0;
        var (seen, sentence) = (0ul, -1);
        var afterContrast = false;
        for (var i = 0; i < answer.Words; i++)
        {
            if (answer.Sentence[i] != sentence)
                (sentence, seen) = (answer.Sentence[i], 0);
            seen |= 1ul << (int)answer.Class[i];
            afterContrast |= answer.Class[i] is WordClass.Contrast;
            if (!_shared[i])
                continue;
            all++;
            first += sentence == 0 ? 1 : 0;
            contrast += afterContrast ? 1 : 0;
            negated += (seen & ((1ul << (int)WordClass.Cannot) | (1ul << (int)WordClass.Not) | (1ul << (int)WordClass.Wrong))) != 0 ? 1 : 0;
        }
        features.AddSteps(1, all, 1, 2, 3, 5, 8, 12);
        features.AddSteps(2, first, 1, 2, 3, 4);
        features.AddSteps(3, contrast, 1, 2, 4);
        features.AddSteps(4, negated, 1, 2, 3);
        features.AddSteps(5, all - negated, 1, 2, 3, 5, 8);
        features.AddSteps(6, answer.Words > 0 ? 100 * all / answer.Words : 0, 3, 6, 10, 15);
    }

    private static bool Contains(ScannedText prompt, uint hash) => prompt.Hash.AsSpan(0, Math.Min(prompt.Words, 64)).Contains(hash);
}
