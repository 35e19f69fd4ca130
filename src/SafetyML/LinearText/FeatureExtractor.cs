namespace SafetyML.LinearText;

/// <summary>Turns a prompt and an answer into features. One instance serves one thread; it allocates nothing once it is warm.</summary>
internal sealed class FeatureExtractor
{
    private const int FirstSentenceWords = 40;
    private const int LastSentenceWords = 30;
    private const int OpeningWords = 4;

    private readonly PromptOverlap _overlap = new();

    public FeatureBuffer Features { get; } = new();

    public ScannedText Prompt { get; } = new();

    public ScannedText Answer { get; } = new();

    /// <summary>Fills <see cref="Features"/> with the groups that <paramref name="wanted"/> names.</summary>
    public void Extract(ReadOnlySpan<char> prompt, ReadOnlySpan<char> answer, FeatureGroups wanted)
    {
        Features.Clear();
        Answer.Read(answer);
        Prompt.Read(prompt);
        for (var group = FeatureGroup.Word; (int)group < FeatureBuffer.Groups; group++)
        {
            Features.Begin(group);
            if (wanted.Has(group))
                Add(group);
        }
    }

    private void Add(FeatureGroup group)
    {
        switch (group)
        {
            case FeatureGroup.Word: AddGrams(Answer, 0, Answer.Words, 1, 1); break;
            case FeatureGroup.Pair: AddGrams(Answer, 0, Answer.Words, 2, 2); break;
            case FeatureGroup.FirstSentence: AddGrams(Answer, 0, FirstSentenceEnd(), 1, 3); break;
            case FeatureGroup.Opening: AddOpening(); break;
            case FeatureGroup.LastSentence: AddGrams(Answer, LastSentenceStart(), Answer.Words, 1, 2); break;
            case FeatureGroup.Skeleton: SkeletonFeatures.Add(Answer, Features); break;
            case FeatureGroup.Structure: StructureFeatures.Add(Answer, Features); break;
            case FeatureGroup.Overlap: _overlap.Add(Prompt, Answer, Features); break;
            case FeatureGroup.PromptWord: AddGrams(Prompt, 0, Prompt.Words, 1, 1, ofAnswer: false); break;
            case FeatureGroup.PromptPair: AddGrams(Prompt, 0, Prompt.Words, 2, 2, ofAnswer: false); break;
            case FeatureGroup.PromptAnswer: AddPromptAnswer(); break;
            case FeatureGroup.Flow: FlowFeatures.Add(Answer, Features); break;
        }
    }

    private void AddGrams(ScannedText text, int from, int to, int shortest, int longest, bool ofAnswer = true)
    {
        for (var i = from; i < to; i++)
        {
            uint hash = 0;
            for (var length = 1; length <= longest && i + length <= to; length++)
            {
                hash = TextHash.Join(hash, text.Hash[i + length - 1]);
                if (length >= shortest)
                    Features.Add(hash, ofAnswer ? i : -1, ofAnswer ? i + length - 1 : -1);
            }
        }
    }

    private int FirstSentenceEnd()
    {
        var end = 0;
        while (end < Answer.Words && end < FirstSentenceWords && Answer.Sentence[end] == 0)
            end++;
        return end;
    }

    private int LastSentenceStart()
    {
        var start = Answer.Words;
        while (start > 0 && Answer.Words - start < LastSentenceWords && Answer.Sentence[start - 1] == Answer.Sentence[Answer.Words - 1])
            start--;
        return start;
    }

    private void AddOpening()
    {
        uint hash = 0;
        for (var i = 0; i < Answer.Words && i < OpeningWords; i++)
        {
            hash = TextHash.Join(hash, Answer.Hash[i]);
            Features.Add(hash, 0, i);
        }
    }

    private void AddPromptAnswer()
    {
        if (Prompt.Words == 0 || Answer.Words == 0)
            return;
        var opening = Prompt.Hash[0];
        Features.Add(opening);
        uint skeleton = 0;
        for (int i = 0, taken = 0; i < Answer.Words && Answer.Sentence[i] == 0 && taken < OpeningWords; i++)
        {
            if (Answer.Class[i] == WordClass.None)
                continue;
            skeleton = TextHash.Join(skeleton, (uint)Answer.Class[i]);
            Features.Add(TextHash.Join(opening, skeleton), 0, i);
            taken++;
        }
    }
}
