using SafetyML.Refusal.Rules;
using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Makes the detector of a judge.</summary>
internal static class RefusalDetectors
{
    /// <summary>The detector of a judge that needs no folder.</summary>
    public static IRefusalDetector Of(RefusalJudge judge) => judge.Name switch
    {
        "xstest" => new PhraseListDetector(PhraseList.XsTest, new LabelCounts(26, 627, 94), new LabelCounts(461, 96, 46)),
        "gcg" => new PhraseListDetector(PhraseList.Gcg, new LabelCounts(23, 465, 66), new LabelCounts(464, 258, 74)),
        "qi" => new PhraseListDetector(PhraseList.Qi, new LabelCounts(60, 583, 89), new LabelCounts(427, 140, 51)),
        "rules" => new RuleDetector(),
        "linear" => new LinearDetector(),
        _ => throw new ArgumentException($"There is no judge '{judge.Name}' without a folder.", nameof(judge)),
    };

    /// <summary>The detector of a judge; an encoder is loaded and its labels are read.</summary>
    public static IRefusalDetector Of(RefusalOptions options)
    {
        if (options.Judge.Folder is not { } folder)
            return Of(options.Judge);
        var scorer = EncoderScorer.Open(folder, options.Encoder, options.PromptColumnName is null ? AnswerFormat.Answer : AnswerFormat.Pair);
        try
        {
            return new EncoderDetector(scorer, options.LabelClasses);
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }
}
