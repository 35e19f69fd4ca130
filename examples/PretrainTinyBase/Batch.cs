namespace PretrainTinyBase;

/// <summary>Rows on one packed axis: the tokens that all share once, then the rest of each row.</summary>
/// <param name="Ids">The packed tokens.</param>
/// <param name="Prefix">How many tokens all rows share.</param>
/// <param name="Lengths">The length of the rest of each row.</param>
/// <param name="Predictors">Places on the packed axis that predict a token of an answer.</param>
/// <param name="Targets">Those tokens.</param>
internal sealed record Batch(long[] Ids, int Prefix, int[] Lengths, long[] Predictors, long[] Targets)
{
    /// <summary>Packs rows of tokens; <c>Answer</c> is the place of the first token of the answer.</summary>
    public static Batch Pack((int[] Ids, int Answer)[] rows)
    {
        var prefix = rows.Select(row => row.Ids.AsSpan().CommonPrefixLength(rows[0].Ids)).Min();
        var ids = new List<long>(rows[0].Ids[..prefix].Select(id => (long)id));
        List<long> predictors = [], targets = [];
        foreach (var (row, answer) in rows)
        {
            var start = ids.Count - prefix;
            ids.AddRange(row[prefix..].Select(id => (long)id));
            for (var at = answer; at < row.Length; at++)
            {
                predictors.Add(start + at - 1);
                targets.Add(row[at]);
            }
        }
        return new Batch([.. ids], prefix, [.. rows.Select(row => row.Ids.Length - prefix)], [.. predictors], [.. targets]);
    }
}
