using SafetyML.Scoring;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Training;

/// <summary>The commonest words of XSTest's answers and of our prompts and answers, by which SafetyML tells English from other languages: <c>english.txt</c>.</summary>
internal static class EnglishWordList
{
    private const int Count = 3000;

    /// <summary>The words in the order of the alphabet, one a line.</summary>
    public static string Of(TrainingData data)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in data.XsTest.Answers.SelectMany(answers => answers).Select(row => row.Answer)
            .Concat(data.OwnAnswers.All.SelectMany(row => new[] { row.Prompt, row.Answer })))
            Add(counts, text);
        // It is as common in Spanish, Italian and Catalan.
        counts.Remove("no");
        var commonest = counts.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(Count);
        return string.Concat(commonest.Select(word => word.Key).Order(StringComparer.Ordinal).Select(word => $"{word}\n"));
    }

    // Beside a hyphen stand parts of words: "non", "self".
    private static void Add(Dictionary<string, int> counts, string text)
    {
        for (var place = 0; WordSpans.Next(text, ref place) is var start and >= 0;)
        {
            if ((start > 0 && text[start - 1] == '-') || (place < text.Length && text[place] == '-'))
                continue;
            var word = text[start..place].ToLowerInvariant().Replace('\u2019', '\'');
            counts[word] = counts.GetValueOrDefault(word) + 1;
        }
    }
}
