using System.Text;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>BERT's pre-tokenizer: white space is dropped and parts words, each punctuation character is a word.</summary>
internal sealed class WordSplitter : PreTokenizer
{
    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => Split(text);

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => Split(text);

    private static List<(int Offset, int Length)> Split(ReadOnlySpan<char> text)
    {
        var words = new List<(int Offset, int Length)>((text.Length / 5) + 1);
        var start = 0;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            var isSpace = Rune.IsWhiteSpace(rune);
            if (isSpace || BertCategories.IsPunctuation(rune))
            {
                if (i > start)
                    words.Add((start, i - start));
                if (!isSpace)
                    words.Add((i, length));
                start = i + length;
            }

            i += length;
        }

        if (start < text.Length)
            words.Add((start, text.Length - start));
        return words;
    }
}
