using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Writes a text that stands for another, code point by code point, and keeps where each comes from as the <c>tokenizers</c> library does: a code point that is put
/// in comes from the last one that was taken.
/// </summary>
internal sealed class TextRewriter(string text, List<int>? sources)
{
    private readonly StringBuilder output = new(text.Length + 8);
    private int position;
    private int last = -1;

    /// <summary>The result.</summary>
    public override string ToString() => output.ToString();

    /// <summary>Takes code points of the text and writes nothing for them.</summary>
    public void Skip(int count = 1)
    {
        for (; count > 0 && position < text.Length; count--)
        {
            last = position;
            position += char.IsHighSurrogate(text[position]) ? 2 : 1;
        }
    }

    /// <summary>Writes a code point for the next one of the text.</summary>
    public void Replace(Rune rune)
    {
        Write(rune, Math.Min(position, text.Length - 1));
        Skip();
    }

    /// <summary>Writes a code point beside what has been taken.</summary>
    public void Insert(Rune rune) => Write(rune, last);

    /// <summary>Writes several code points for the next one of the text.</summary>
    public void Replace(string content)
    {
        var first = true;
        foreach (var rune in content.EnumerateRunes())
        {
            if (first)
                Replace(rune);
            else
                Insert(rune);
            first = false;
        }

        if (first)
            Skip();
    }

    /// <summary>Writes code points with their changes: above 0 one that is put in, 0 one for the next of the text, below 0 one for that many further.</summary>
    public void Write(IReadOnlyList<(int CodePoint, int Change)> changes)
    {
        foreach (var (codePoint, change) in changes)
        {
            if (change > 0)
            {
                Insert(new Rune(codePoint));
                continue;
            }

            Replace(new Rune(codePoint));
            Skip(-change);
        }
    }

    private void Write(Rune rune, int source)
    {
        Span<char> characters = stackalloc char[2];
        var length = rune.EncodeToUtf16(characters);
        output.Append(characters[..length]);
        for (var i = 0; i < length; i++)
            sources?.Add(source);
    }
}
