using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>A rewriting that looks at one code point at a time.</summary>
/// <param name="changes">Whether a code point changes; a text without one stays as it is.</param>
/// <param name="write">Writes what stands for a code point that changes.</param>
internal sealed class RuneRewrite(Func<Rune, bool> changes, Action<Rune, TextRewriter> write) : ITextRewrite
{
    /// <summary>Leaves code points out.</summary>
    public static RuneRewrite Without(Func<Rune, bool> dropped) => new(dropped, (_, output) => output.Skip());

    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        foreach (var rune in text.EnumerateRunes())
            if (changes(rune))
                return Rewrite(text, sources);
        return text;
    }

    private string Rewrite(string text, List<int>? sources)
    {
        var output = new TextRewriter(text, sources);
        foreach (var rune in text.EnumerateRunes())
        {
            if (changes(rune))
                write(rune, output);
            else
                output.Replace(rune);
        }

        return output.ToString();
    }
}
