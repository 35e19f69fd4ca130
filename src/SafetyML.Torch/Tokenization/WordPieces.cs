using System.Text.RegularExpressions;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Cuts text of a SentencePiece vocabulary before each word. Where no token has the word mark behind another character, no merge crosses such a place, so the
/// ids stay the same and words can be remembered.
/// </summary>
internal static class WordPieces
{
    /// <summary>Whether every token has the mark at its beginning only, and the mark is a token.</summary>
    public static bool Fit(Vocabulary vocabulary, char mark)
        => vocabulary.IdOf(mark.ToString()) is not null
            && Enumerable.Range(0, vocabulary.Places).All(place => !vocabulary.Has(place) || !vocabulary[place].TrimStart(mark).Contains(mark));

    /// <summary>The step that cuts.</summary>
    public static PipelineStep Step(char mark)
    {
        var escaped = Regex.Escape(mark.ToString());
        return new PipelineStep(Split: new PatternPreTokenizer($"{escaped}*[^{escaped}]+|{escaped}+"));
    }
}
