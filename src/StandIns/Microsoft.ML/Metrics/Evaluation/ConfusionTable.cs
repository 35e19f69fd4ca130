using System.Text;

namespace Microsoft.ML.Data;

/// <summary>Prints a confusion matrix: a row for each true class, a column for each predicted one.</summary>
internal static class ConfusionTable
{
    private const string Corner = "PREDICTED";

    public static string Format(ConfusionMatrix matrix)
    {
        var width = matrix.NumberOfClasses == 2 ? 8 : 5;
        var longest = matrix.ClassNames.Max(name => name.Length);
        // Names that do not fit into a column head are replaced by numbers there, and rows begin with the number.
        var digits = longest > width ? $"{matrix.NumberOfClasses - 1}".Length : 0;
        var padding = Math.Max(Corner.Length, digits > 0 ? longest + digits + 2 : longest);
        var rule = string.Concat(Enumerable.Repeat(matrix.NumberOfClasses > 2 ? "========" : "===========", matrix.NumberOfClasses));
        var heads = matrix.ClassNames.Select((name, i) => $" {(digits > 0 ? $"{i}" : name).PadLeft(width)} |");

        var text = new StringBuilder(matrix.NumberOfClasses == 2 && matrix.IsBinary ? Ratio(matrix) : "").AppendLine().AppendLine("Confusion table");
        text.AppendLine($"{"".PadRight(padding)} ||{rule}");
        text.AppendLine($"{Corner.PadRight(padding)} ||{string.Concat(heads)} Recall");
        text.AppendLine($"{"TRUTH".PadRight(padding)} ||{rule}");
        for (var i = 0; i < matrix.NumberOfClasses; i++)
            text.AppendLine(Row(matrix, i, width, digits, padding));
        text.AppendLine($"{"".PadRight(padding)} ||{rule}");
        var precisions = string.Concat(matrix.PerClassPrecision.Select(value => $"{value:N4}".PadLeft(width + 1) + " |"));
        return text.AppendLine($"{"Precision".PadRight(padding)} ||{precisions}").ToString();
    }

    private static string Ratio(ConfusionMatrix matrix)
    {
        var (positive, negative) = (matrix.Counts[0].Sum(), matrix.Counts[1].Sum());
        return $"TEST {matrix.ClassNames[0].ToUpperInvariant()} RATIO:\t{positive / (positive + negative):N4} ({positive:F1}/({positive:F1}+{negative:F1}))";
    }

    private static string Row(ConfusionMatrix matrix, int i, int width, int digits, int padding)
    {
        var head = digits > 0
            ? $"{$"{i}".PadLeft(digits)}. {matrix.ClassNames[i].PadLeft(padding - digits - 2)}"
            : matrix.ClassNames[i].PadLeft(padding);
        var cells = string.Concat(matrix.Counts[i].Select(count => $" {$"{count:N0}".PadLeft(width)} |"));
        return $"{head} ||{cells} {$"{matrix.PerClassRecall[i]:F4}".PadLeft(5)}";
    }
}
