using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Decodes ids one by one: what <see cref="Append"/> and <see cref="Complete"/> return, put together, is what <see cref="ModelTokenizer.Decode(IEnumerable{int}, bool)"/>
/// makes of all ids. A character whose bytes are not complete is held back. For one text and one thread.
/// </summary>
public sealed class StreamingDecoder
{
    private readonly Vocabulary vocabulary;
    private readonly IReadOnlySet<int> skipped;
    private readonly DecoderOptions options;
    private readonly Decoder utf8 = Encoding.UTF8.GetDecoder();
    private readonly ByteFallbackBuffer bytes;
    private bool isFirst = true;
    private int stripsLeft;

    internal StreamingDecoder(Vocabulary vocabulary, DecoderOptions options, IReadOnlySet<int> skipped)
    {
        this.vocabulary = vocabulary;
        this.options = options;
        this.skipped = skipped;
        bytes = new ByteFallbackBuffer(options.ByteFallback);
        stripsLeft = options.StripCount;
    }

    /// <summary>Adds an id and returns the text that is certain now; an id that no token has gives nothing.</summary>
    public string Append(int id)
    {
        if (skipped.Contains(id) || vocabulary.TokenOf(id) is not { } token)
            return "";
        var output = new StringBuilder();
        if (options.SpellsBytes)
            AppendSpelled(ByteAlphabet.Unspell(token), output, isFinal: false);
        else if (options.ByteFallback != ByteFallback.None && ByteFallbackBuffer.TryParse(token, out var value))
            bytes.Add(value, output);
        else
            AppendText(token, output);
        isFirst = false;
        return Strip(output.ToString());
    }

    /// <summary>Ends the text and returns what was held back; an incomplete character becomes U+FFFD.</summary>
    public string Complete()
    {
        var output = new StringBuilder();
        if (options.SpellsBytes)
            AppendSpelled([], output, isFinal: true);
        bytes.Flush(output);
        return Strip(output.ToString());
    }

    private void AppendSpelled(byte[] token, StringBuilder output, bool isFinal)
    {
        var characters = new char[Encoding.UTF8.GetMaxCharCount(token.Length)];
        output.Append(characters, 0, utf8.GetChars(token, 0, token.Length, characters, 0, isFinal));
    }

    private void AppendText(string token, StringBuilder output)
    {
        bytes.Flush(output);
        if (isFirst && options.RemovedFromFirst is { } removed)
            token = token.Replace(removed, "", StringComparison.Ordinal);
        foreach (var (from, to) in options.Replacements)
            token = token.Replace(from, to, StringComparison.Ordinal);
        if (!isFirst && options.Continuation is { Length: > 0 } continuation && token.StartsWith(continuation, StringComparison.Ordinal))
            token = token[continuation.Length..];
        else if (!isFirst)
            token = options.Separator + token;
        output.Append(options.CleansSpaces ? EnglishSpaces.Clean(token) : token);
    }

    private string Strip(string text)
    {
        var start = 0;
        while (start < text.Length && stripsLeft > 0)
        {
            if (text[start] != options.StripCharacter)
            {
                stripsLeft = 0;
                break;
            }

            start++;
            stripsLeft--;
        }

        return start == 0 ? text : text[start..];
    }
}
