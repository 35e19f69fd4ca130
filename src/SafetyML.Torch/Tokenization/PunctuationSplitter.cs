using System.Text;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>Splits a text at punctuation characters (the Punctuation pre-tokenizer, which has BERT's idea of them).</summary>
internal sealed class PunctuationSplitter(SplitBehavior behavior) : PreTokenizer
{
    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text) => PreTokenize(text.AsSpan());

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text)
    {
        var pieces = new PieceList(behavior);
        var done = 0;
        for (var i = 0; i < text.Length;)
        {
            Rune.DecodeFromUtf16(text[i..], out var rune, out var length);
            if (BertCategories.IsPunctuation(rune))
            {
                pieces.Add(done, i, isMatch: false);
                pieces.Add(i, i + length, isMatch: true);
                done = i + length;
            }

            i += length;
        }

        pieces.Add(done, text.Length, isMatch: false);
        return pieces.Pieces;
    }
}
