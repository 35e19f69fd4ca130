using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Reports;

namespace SafetyML.Annotation;

/// <summary>Pairs the answers of two systems by their prompts, in the order of the first; a prompt that is asked n times gives n pairs.</summary>
internal static class AnswerPairs
{
    private const int LongestPrompt = 80;

    /// <exception cref="ArgumentException">A column is missing, or a prompt was answered by one system only.</exception>
    public static List<AnswerPair> Read(IDataView first, IDataView second, AnnotationOptions options)
    {
        var (ours, others) = (Answers(first, options), Answers(second, options));
        var waiting = others.GroupBy(row => row.Prompt, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => new Queue<string>(group.Select(row => row.Answer)), StringComparer.Ordinal);
        List<AnswerPair> pairs = [];
        foreach (var (prompt, answer) in ours)
        {
            if (!waiting.TryGetValue(prompt, out var answers) || !answers.TryDequeue(out var other))
                throw Alone(prompt, pairs.Count + 1, options.FirstName, options.SecondName);
            pairs.Add(new AnswerPair(prompt, answer, other));
        }
        if (others.FindIndex(row => waiting[row.Prompt].Count > 0) is var left and >= 0)
            throw Alone(others[left].Prompt, left + 1, options.SecondName, options.FirstName);
        return pairs.Count > 0 ? pairs : throw new ArgumentException("There are no answers to annotate.", nameof(first));
    }

    private static List<(string Prompt, string Answer)> Answers(IDataView view, AnnotationOptions options)
    {
        var prompt = ColumnReader.TextColumn(view.Schema, options.PromptColumnName);
        var input = options.InputColumnName is { } name ? ColumnReader.OptionalTextColumn(view.Schema, name) : null;
        var answer = ColumnReader.TextColumn(view.Schema, options.AnswerColumnName);
        return [.. ColumnReader.ReadText(view, prompt, input, answer).Select(row => (row[1].Length == 0 ? row[0] : $"{row[0]}\n\n{row[1]}", row[2]))];
    }

    private static ArgumentException Alone(string prompt, int row, string system, string other) => new(
        $"The prompt '{VisibleText.Start(prompt, LongestPrompt)}' (row {row} of '{system}') has no answer of '{other}'. "
        + "Give both systems the same prompts, each as often.");
}
