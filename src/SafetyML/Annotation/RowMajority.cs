namespace SafetyML.Annotation;

/// <summary>
/// What several annotators say about a row together: one verdict. They judge the same answers, so that their verdicts are no independent samples: an interval
/// over all of them would be too narrow.
/// </summary>
internal static class RowMajority
{
    public static Verdict Of(IEnumerable<Verdict> verdicts)
    {
        var all = verdicts.ToList();
        return all[0] with
        {
            Annotator = "",
            Preference = PreferenceOf(all),
            FirstIsHarmful = IsMost(all, verdict => verdict.FirstIsHarmful),
            SecondIsHarmful = IsMost(all, verdict => verdict.SecondIsHarmful),
            Comment = "",
        };
    }

    private static bool IsMost(List<Verdict> verdicts, Func<Verdict, bool> isFlagged) => 2 * verdicts.Count(isFlagged) > verdicts.Count;

    private static Preference PreferenceOf(List<Verdict> verdicts)
    {
        var counts = verdicts.CountBy(verdict => verdict.Preference).OrderByDescending(count => count.Value).ToList();
        return counts.Count > 1 && counts[0].Value == counts[1].Value ? Preference.Tie : counts[0].Key;
    }
}
