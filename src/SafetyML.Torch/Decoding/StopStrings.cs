using System.Text;

namespace SafetyML.Torch.Decoding;

/// <summary>Finds the texts that end an answer, also where one spans several tokens.</summary>
internal sealed class StopStrings(IReadOnlyList<string> texts, Func<IReadOnlyList<int>, string> decode)
{
    // A token is at least one byte; a few more tokens cover those without text and a cut character at the front.
    private readonly int window = texts.Select(Encoding.UTF8.GetByteCount).DefaultIfEmpty(0).Max() + 8;

    /// <summary>Whether the last token completes one of the texts.</summary>
    public bool Ends(Hypothesis sequence)
    {
        if (texts.Count == 0)
            return false;
        string tail = decode(sequence.Tail(window));
        return texts.Any(text => tail.Contains(text, StringComparison.Ordinal));
    }

    /// <summary>The text before the first of the texts.</summary>
    public string Cut(string text)
    {
        int end = texts.Select(stop => text.IndexOf(stop, StringComparison.Ordinal)).Where(at => at >= 0).DefaultIfEmpty(text.Length).Min();
        return text[..end];
    }

    /// <summary>Number of last characters that may be the beginning of one of the texts.</summary>
    public int Undecided(string text)
    {
        int longest = Math.Min(text.Length, texts.Select(stop => stop.Length - 1).DefaultIfEmpty(0).Max());
        for (int length = longest; length > 0; length--)
        {
            string suffix = text[^length..];
            if (texts.Any(stop => stop.Length > length && stop.StartsWith(suffix, StringComparison.Ordinal)))
                return length;
        }
        return 0;
    }
}
