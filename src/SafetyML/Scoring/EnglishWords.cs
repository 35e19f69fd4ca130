using SafetyML.LinearText;

namespace SafetyML.Scoring;

/// <summary>The commonest words of English answers, from <c>english.txt</c>, which <c>examples/TrainEmbeddedScorers</c> writes.</summary>
internal static class EnglishWords
{
    private static readonly HashSet<uint> Hashes = Load();

    /// <summary>Whether a word is one of them, in any case and with any apostrophe. Nothing is allocated.</summary>
    public static bool Contains(ReadOnlySpan<char> word) => Hashes.Contains(TextHash.OfWord(word));

    private static HashSet<uint> Load()
    {
        using var stream = typeof(EnglishWords).Assembly.GetManifestResourceStream("SafetyML.LinearText.Models.english.txt")
            ?? throw new InvalidOperationException("The assembly lacks its list of English words. Run examples/TrainEmbeddedScorers and build again.");
        using var reader = new StreamReader(stream);
        return [.. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(word => TextHash.OfWord(word))];
    }
}
