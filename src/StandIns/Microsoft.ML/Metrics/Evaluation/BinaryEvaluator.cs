namespace Microsoft.ML.Data;

/// <summary>Reads labels, scores and probabilities of two classes.</summary>
internal static class BinaryEvaluator
{
    public static BinaryCounts Evaluate(IDataView data, string label, string score, string predictedLabel, string probability)
    {
        var labels = RoleColumns.Find(data, "Label", label, "Single, Double, Boolean, or a Key with cardinality 2", IsLabel);
        var scores = RoleColumns.Find(data, "Score", score, "Single", type => type == NumberDataViewType.Single);
        RoleColumns.Find(data, "PredictedLabel", predictedLabel);
        var columns = new List<DataViewSchema.Column> { labels, scores };
        if (probability != null)
            columns.Add(RoleColumns.Find(data, "Probability", probability, "Single", type => type == NumberDataViewType.Single));

        var counts = new BinaryCounts(ClassNames(labels));
        using var cursor = data.GetRowCursor(columns);
        var readLabel = RoleColumns.Labels(cursor, labels);
        var readScore = RoleColumns.Values<float>(cursor, scores);
        Func<float> readProbability = probability == null ? () => float.NaN : RoleColumns.Values<float>(cursor, columns[2]);
        while (cursor.MoveNext())
            counts.Add(readLabel(), readScore(), readProbability());
        return counts;
    }

    private static bool IsLabel(DataViewType type)
        => type == NumberDataViewType.Single || type == NumberDataViewType.Double || type is BooleanDataViewType or KeyDataViewType { Count: 2 };

    private static string[] ClassNames(DataViewSchema.Column label)
    {
        if (!label.HasKeyValues())
            return ["positive", "negative"];
        VBuffer<ReadOnlyMemory<char>> names = default;
        label.GetKeyValues(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
