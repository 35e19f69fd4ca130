using System.Text.RegularExpressions;
using SafetyML.LinearText;
using SafetyML.Refusal;
using SafetyML.Refusal.Rules;

namespace SafetyML.Benchmarks;

/// <summary>The scorers that are measured. The baseline of a list is one compiled regular expression: an alternation of the same phrases, that finds the same.</summary>
internal static class ScoringLines
{
    public static IReadOnlyList<ScoringLine> All { get; } =
    [
        List("xstest list", PhraseList.XsTest),
        List("gcg list", PhraseList.Gcg),
        List("qi list", PhraseList.Qi),
        Rules(),
        new("check for unscorable", answer => SafetyML.Scoring.AnswerCheck.Fault(answer, englishOnly: true) is null ? 0 : 1),
        new("linear refusal", Linear(EmbeddedModels.Refusal)),
        new("linear harmfulness", Linear(EmbeddedModels.Harmfulness)),
        Mapped("ClassifyRefusal, rules", RefusalJudge.Rules),
        Mapped("ClassifyRefusal, linear", RefusalJudge.Linear),
    ];

    private static ScoringLine List(string name, PhraseList list)
    {
        var options = RegexOptions.Compiled | RegexOptions.CultureInvariant | (list.AtStart ? RegexOptions.IgnoreCase : RegexOptions.None);
        var expression = new Regex((list.AtStart ? @"^\s*" : "") + $"(?:{string.Join("|", list.Phrases.Select(Regex.Escape))})", options);
        return new ScoringLine(name, answer => list.Find(answer, out var start) is null ? -1 : start, answer => First(expression, answer), "compiled Regex");
    }

    /// <summary>The rules read every cue of an answer in context; the expression only finds the cues.</summary>
    private static ScoringLine Rules()
    {
        var phrases = CuePhrases.All.Select(cue => Regex.Escape(cue.Phrase).Replace("'", "['\u2019]", StringComparison.Ordinal).Replace(@"\ ", @"\s+", StringComparison.Ordinal));
        var expression = new Regex($@"\b(?:{string.Join("|", phrases)})", RegexOptions.Compiled | RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);
        return new ScoringLine("rules", answer => (int)RefusalRules.Read(answer).Outcome, answer => Count(expression, answer), "compiled Regex");
    }

    /// <summary>What a row of a data view costs: the check, the score and its evidence.</summary>
    private static ScoringLine Mapped(string name, RefusalJudge judge)
    {
        var columns = RefusalColumns.Of(new RefusalOptions(), "PredictedLabel", "Answer");
        var mapping = new RefusalMapping(columns, judge, RefusalDetectors.Of(judge));
        return new ScoringLine(name, answer => mapping.Map([[answer]])[0].IsRefusal ? 1 : 0);
    }

    private static Func<string, int> Linear(LinearTextModel model)
    {
        var scores = new float[model.Classes.Count];
        return answer =>
        {
            model.Score("", answer, scores);
            return scores[0] > 0.5f ? 1 : 0;
        };
    }

    private static int First(Regex expression, string answer)
    {
        foreach (var match in expression.EnumerateMatches(answer))
            return match.Index;
        return -1;
    }

    private static int Count(Regex expression, string answer)
    {
        var count = 0;
        foreach (var _ in expression.EnumerateMatches(answer))
            count++;
        return count;
    }
}
