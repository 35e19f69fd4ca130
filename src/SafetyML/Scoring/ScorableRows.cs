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
        List<PromptedAnswer> answers = [];
        for (var i = 0; i < rows.Count; i++)
        {
            if (AnswerCheck.Fault(rows[i][0], englishOnly, out var answer) is { } fault)
            {
                results[i] = unscored(fault);
                continue;
            }
            places.Add(i);
            answers.Add(new PromptedAnswer(rows[i].ElementAtOrDefault(1) ?? "", answer));
        }
        if (places.Count == 0)
            return results;
        var scored = score(answers);
        for (var i = 0; i < places.Count; i++)
            results[places[i]] = scored[i];
        return results;
    }
}
