using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Scoring;

namespace SafetyML.Trainers;

/// <summary>Reads labelled answers, once and in order.</summary>
internal static class LabelledReader
{
    /// <summary>The rows to learn from.</summary>
    /// <param name="view">The data.</param>
    /// <param name="columns">Its columns.</param>
    /// <param name="label">The label column.</param>
    /// <param name="scale">What numbers may be, both ends included; null for classes.</param>
    public static LabelledAnswers Read(IDataView view, TrainerColumns columns, LabelColumn label, (float Low, float High)? scale)
    {
        var texts = columns.Texts().Select(input => ColumnReader.TextColumn(view.Schema, input.Name)).ToArray();
        using var cursor = view.GetRowCursor([label.Column, .. texts]);
        var (readLabel, readTexts) = (label.Reader(cursor), ColumnReader.TextReader(cursor, [.. texts]));
        List<PromptedAnswer> answers = [];
        List<float> labels = [];
        var (unlabelled, first, unanswered) = (0, 0, 0);
        for (var row = 1; cursor.MoveNext(); row++)
        {
            var (value, text) = (readLabel(), readTexts());
            if (float.IsNaN(value))
            {
                (unlabelled, first) = (unlabelled + 1, first == 0 ? row : first);
                continue;
            }
            Check(value, row, columns.Label, label.Classes, scale);
            if (AnswerCheck.Fault(text[0], englishOnly: false, out var answer) is not null)
            {
                unanswered++;
                continue;
            }
            answers.Add(new PromptedAnswer(text.ElementAtOrDefault(1) ?? "", answer));
            labels.Add(value);
        }
        return Complete(new LabelledAnswers(answers, labels, label.Classes, unlabelled, first, unanswered), columns.Label);
    }

    private static void Check(float value, int row, string column, IReadOnlyList<string> classes, (float Low, float High)? scale)
    {
        if (scale is { } range && !(value >= range.Low && value <= range.High))
            throw new ArgumentException(
                $"Row {row} of column '{column}' is {value}; the scale goes from {range.Low} to {range.High}. Give another scale, or correct the label.");
        if (scale is null && value >= classes.Count)
            throw new ArgumentException($"Row {row} of column '{column}' is the key {value + 1}; there are {classes.Count} classes: {string.Join(", ", classes)}.");
    }

    private static LabelledAnswers Complete(LabelledAnswers rows, string column)
    {
        if (rows.Answers.Count == 0)
            throw new ArgumentException($"There is no row to learn from: {rows.WithoutLabel} have no label in column '{column}', {rows.WithoutAnswer} have no answer.");
        if (rows.Classes.Count > 0 && rows.Labels.Distinct().Count() == 1)
            throw new ArgumentException(
                $"All {rows.Labels.Count} rows of column '{column}' are of the class '{rows.Classes[(int)rows.Labels[0]]}'; at least two classes are needed. "
                + "Add rows of another class.");
        return rows;
    }
}
