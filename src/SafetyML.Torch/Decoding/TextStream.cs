using System.Text;

namespace SafetyML.Torch.Decoding;

/// <summary>Turns a growing answer into chunks of text that are final: no half characters, nothing of a stop string.</summary>
/// <param name="append">Takes the next token and gives the text that it completes.</param>
/// <param name="stops">The texts that end the answer.</param>
internal sealed class TextStream(Func<int, string> append, StopStrings stops)
{
    private readonly StringBuilder pending = new();
    private int tokens;
    private int given;

    /// <summary>The text that the tokens since the last call make certain.</summary>
    public string Next(Hypothesis certain)
    {
        foreach (int id in certain.Tail(certain.Length - tokens))
            pending.Append(append(id));
        tokens = certain.Length;
        string text = stops.Cut(pending.ToString());
        text = text[..^stops.Undecided(text)];
        pending.Remove(0, text.Length);
        given += text.Length;
        return text;
    }

    /// <summary>What the text of the complete answer adds.</summary>
    public string Finish(string text) => text[Math.Min(given, text.Length)..];
}
