namespace Microsoft.ML.Data;

/// <summary>Reads labels and score vectors of several classes.</summary>
internal static class MulticlassEvaluator
{
    public static MulticlassClassificationMetrics Evaluate(IDataView data, string label, string score, string predictedLabel, int topK)
    {
        var labels = RoleColumns.Find(data, "Label", label, "Single or Key", type => type == NumberDataViewType.Single || type is KeyDataViewType);
        var scores = RoleColumns.Find(data, "Score", score, "vector of two or more items of type Single", IsScore);
        RoleColumns.Find(data, "PredictedLabel", predictedLabel);

        var counts = new MulticlassCounts(ClassNames(scores));
        using var cursor = data.GetRowCursor(labels, scores);
        var readLabel = RoleColumns.Labels(cursor, labels);
        var readScores = RoleColumns.Values<VBuffer<float>>(cursor, scores);
        var buffer = new float[counts.ClassNames.Count];
        while (cursor.MoveNext())
        {
            readScores().CopyTo(buffer);
            counts.Add(readLabel(), buffer);
        }

        return new MulticlassClassificationMetrics(counts, topK);
    }

    private static bool IsScore(DataViewType type) => type is VectorDataViewType { Size: >= 2 } vector && vector.ItemType == NumberDataViewType.Single;

    private static string[] ClassNames(DataViewSchema.Column scores)
    {
        if (!scores.HasSlotNames())
            return [.. Enumerable.Range(0, ((VectorDataViewType)scores.Type).Size).Select(i => $"{i}")];
        VBuffer<ReadOnlyMemory<char>> names = default;
        scores.GetSlotNames(ref names);
        return [.. names.DenseValues().Select(name => name.ToString())];
    }
}
