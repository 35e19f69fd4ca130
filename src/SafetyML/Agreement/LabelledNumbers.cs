using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;

namespace SafetyML.Agreement;

/// <summary>Compares a column of scores with a column of numbers that people gave.</summary>
internal static class LabelledNumbers
{
    public static ScoreAgreement Compare(IDataView data, string labelName, string scoreName)
    {
        var label = ColumnReader.Column(data.Schema, labelName, NumberDataViewType.Single);
        var score = ColumnReader.Column(data.Schema, scoreName, NumberDataViewType.Single);
        using var cursor = data.GetRowCursor([label, score]);
        var (readLabel, readScore) = (cursor.GetGetter<float>(label), cursor.GetGetter<float>(score));
        var (labels, scores, unscored, unlabelled) = (new List<double>(), new List<double>(), 0, 0);
        var (truth, said) = (0f, 0f);
        while (cursor.MoveNext())
        {
            readLabel(ref truth);
            readScore(ref said);
            if (!float.IsFinite(truth))
                unlabelled++;
            else if (!float.IsFinite(said))
                unscored++;
            else
            {
                labels.Add(truth);
                scores.Add(said);
            }
        }
        LabelledSet.RequireScored(labels.Count, unscored, unlabelled, labelName);
        return new ScoreAgreement([.. labels], [.. scores], unscored, unlabelled);
    }
}
