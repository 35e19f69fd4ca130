namespace SafetyML.LinearText;

/// <summary>Turns a prompt and an answer into features. One instance serves one thread; it allocates nothing once it is warm.</summary>
internal sealed class FeatureExtractor
{
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
            case FeatureGroup.Word: AddWords(Answer); break;
            case FeatureGroup.Pair: AddPairs(Answer); break;
            case FeatureGroup.Skeleton: SkeletonFeatures.Add(Answer, Features); break;
            case FeatureGroup.Overlap: _overlap.Add(Prompt, Answer, Features); break;
            case FeatureGroup.PromptWord: AddWords(Prompt, ofAnswer: false); break;
            case FeatureGroup.PromptPair: AddPairs(Prompt, ofAnswer: false); break;
            case FeatureGroup.PromptAnswer: AddPromptAnswer(); break;
        }
    }

    private void AddWords(ScannedText text, bool ofAnswer = true)
    {
        for (var i = 0; i < text.Words; i++)
            Add(TextHash.Join(0, text.Hash[i]), ofAnswer, i, i);
    }

    private void AddPairs(ScannedText text, bool ofAnswer = true)
    {
        for (var i = 0; i + 1 < text.Words; i++)
            Add(TextHash.Join(TextHash.Join(0, text.Hash[i]), text.Hash[i + 1]), ofAnswer, i, i + 1);
    }

    private void Add(uint hash, bool ofAnswer, int first, int last) => Features.Add(hash, ofAnswer ? first : -1, ofAnswer ? last : -1);

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
