namespace SafetyML.Scoring;

/// <summary>Scores the rows that can be scored and gives the others their reason.</summary>
internal static class ScorableRows
{
    /// <summary>Results in the order of the rows; a row is the answer, then the prompt if there is one.</summary>
    public static IReadOnlyList<TScore> Map<TScore>(
        IReadOnlyList<string[]> rows, bool englishOnly, Func<IReadOnlyList<PromptedAnswer>, IReadOnlyList<TScore>> score, Func<string, TScore> unscored)
    {
        var results = new TScore[rows.Count];
        List<int> places = [];
        for (var i = 0; i < rows.Count; i++)
        {
            if (AnswerCheck.Fault(rows[i][0], englishOnly) is { } fault)
                results[i] = unscored(fault);
            else
                places.Add(i);
        }
        if (places.Count == 0)
            return results;
        var scored = score(places.ConvertAll(place => new PromptedAnswer(rows[place].ElementAtOrDefault(1) ?? "", rows[place][0])));
        for (var i = 0; i < places.Count; i++)
            results[places[i]] = scored[i];
        return results;
    }
}
