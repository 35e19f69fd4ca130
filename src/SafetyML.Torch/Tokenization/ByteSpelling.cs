using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Writes the bytes of a text in <see cref="ByteAlphabet"/>.</summary>
internal sealed class ByteSpelling : ITextRewrite
{
    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        if (text.Length == 0)
            return text;
        if (sources is not null)
            foreach (var (start, _) in ByteAlphabet.CharactersOfBytes(text))
                sources.Add(start);
        return ByteAlphabet.Spell(text);
    }
}
