using SafetyML.Scoring;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Training;

/// <summary>The words that are in most of XSTest's answers and ours, by which SafetyML tells English from other languages: <c>english.txt</c>.</summary>
internal static class EnglishWordList
{
    private const int Count = 3000;

    /// <summary>The words in the order of the alphabet, one a line.</summary>
    public static string Of(TrainingData data)
    {
        var counts = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var text in data.XsTest.Answers.SelectMany(answers => answers).Select(row => row.Answer)
            .Concat(data.OwnAnswers.All.Select(row => row.Answer)))
            foreach (var word in Words(text))
                counts[word] = counts.GetValueOrDefault(word) + 1;
        // It is as common in Spanish, Italian and Catalan.
        counts.Remove("no");
        var commonest = counts.OrderByDescending(word => word.Value).ThenBy(word => word.Key, StringComparer.Ordinal).Take(Count);
        return string.Concat(commonest.Select(word => word.Key).Order(StringComparer.Ordinal).Select(word => $"{word}\n"));
    }

    // Beside a hyphen stand parts of words: "non", "self".
    private static HashSet<string> Words(string text)
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        for (var place = 0; WordSpans.Next(text, ref place) is var start and >= 0;)
        {
            if ((start > 0 && text[start - 1] == '-') || (place < text.Length && text[place] == '-'))
                continue;
            words.Add(text[start..place].ToLowerInvariant().Replace('\u2019', '\''));
        }
        return words;
    }
}
