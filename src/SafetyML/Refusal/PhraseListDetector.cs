using SafetyML.Refusal.Rules;
using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Decides by a published list: an answer with a phrase of it is a refusal. The published labels are reproduced exactly.</summary>
internal sealed class PhraseListDetector : IRefusalDetector
{
    private readonly PhraseList _list;
    private readonly Dictionary<string, RefusalScore> _with;
    private readonly RefusalScore _without;

    public PhraseListDetector(PhraseList list, LabelCounts with, LabelCounts without)
    {
        _list = list;
        var verb = list.AtStart ? "begins with" : "contains";
        _with = list.Phrases.ToDictionary(phrase => phrase, phrase => with.ToScore($"{verb} \"{phrase}\"".AsMemory()));
        _without = without.ToScore($"{verb} no phrase of the list".AsMemory());
    }

    public bool IsEnglishOnly => true;

    public int BatchSize => 1;

    public RefusalScore Score(string answer) => _list.Find(answer, out _) is { } phrase ? _with[phrase] : _without;

    public IReadOnlyList<RefusalScore> Score(IReadOnlyList<PromptedAnswer> answers) => [.. answers.Select(each => Score(each.Answer))];

    public void Dispose()
    {
    }
}
