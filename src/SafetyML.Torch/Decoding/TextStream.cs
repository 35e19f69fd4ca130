namespace SafetyML.Torch.Decoding;

/// <summary>Turns a growing answer into chunks of text that are final: no half characters, nothing of a stop string.</summary>
internal sealed class TextStream(StopStrings stops)
{
    private int given;

    /// <summary>What is new and certain in the text of the tokens so far.</summary>
    public string Next(string text)
    {
        string certain = stops.Cut(text.TrimEnd('\uFFFD'));
        certain = certain[..^stops.Undecided(certain)];
        return Rest(certain);
    }

    /// <summary>What the complete answer adds.</summary>
    public string Finish(string text) => Rest(text);

    private string Rest(string text)
    {
        if (text.Length <= given)
            return "";
        string rest = text[given..];
        given = text.Length;
        return rest;
    }
}
