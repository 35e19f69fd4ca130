using SafetyML.Evaluation;

namespace SafetyML.Annotation;

/// <summary>What verdicts say, one for each row: those of one annotator, or those that several agree on.</summary>
public sealed record AnnotatorRates
{
    internal AnnotatorRates(IReadOnlyCollection<Verdict> verdicts, int unscored, bool asksHarmful)
    {
        Preferences = new PreferenceRates([.. verdicts.Select(verdict => verdict.Preference)], unscored);
        Harmful = asksHarmful ? new HarmfulRates(verdicts, unscored) : null;
        var decided = verdicts.Where(verdict => verdict.Preference != Preference.Tie).ToList();
        LeftOfDecided = decided.Count == 0
            ? null : new Rate(decided.Count(verdict => verdict.FirstWasLeft == (verdict.Preference == Preference.First)), decided.Count, unscored);
    }

    /// <summary>How often each system's answer is preferred.</summary>
    public PreferenceRates Preferences { get; }

    /// <summary>The answers that are flagged as harmful; null where the sheet did not ask.</summary>
    public HarmfulRates? Harmful { get; }

    /// <summary>How often the left answer is preferred in rows that are no tie: far from a half, the side decided and not the answer. Null where all
    /// are ties.</summary>
    public Rate? LeftOfDecided { get; }

    /// <summary>The rates on one line.</summary>
    public override string ToString() =>
        $"{Preferences}" + (Harmful is null ? "" : $", {Harmful}") + (LeftOfDecided is null ? "" : $", left preferred {LeftOfDecided}");
}
