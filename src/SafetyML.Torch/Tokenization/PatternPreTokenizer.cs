using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>Splits a text at the matches of a regular expression, which sees whole code points (see <see cref="CodePointText"/>).</summary>
internal sealed class PatternPreTokenizer : PreTokenizer
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly Regex regex;
    private readonly SplitBehavior behavior;
    private readonly bool inverted;

    /// <summary>Creates the splitter.</summary>
    /// <param name="pattern">A regular expression.</param>
    /// <param name="behavior">What becomes of the matches.</param>
    /// <param name="inverted">Treats the text between the matches as the matches.</param>
    /// <exception cref="TokenizerFormatException">The pattern is not one that .NET reads.</exception>
    public PatternPreTokenizer(string pattern, SplitBehavior behavior = SplitBehavior.Isolated, bool inverted = false)
    {
        try
        {
            regex = new Regex(PatternTranslation.ToDotNet(pattern), RegexOptions.Compiled | RegexOptions.CultureInvariant, LongestMatch);
        }
        catch (ArgumentException e)
        {
            throw new TokenizerFormatException($"The split pattern '{(pattern.Length > 200 ? pattern[..200] + "..." : pattern)}' cannot be read: {e.Message}", e);
        }

        this.behavior = behavior;
        this.inverted = inverted;
    }

    /// <inheritdoc/>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(ReadOnlySpan<char> text) => PreTokenize(text.ToString());

    /// <inheritdoc/>
    /// <exception cref="TokenizerFormatException">The pattern needs more than a second for one match of this text.</exception>
    public override IEnumerable<(int Offset, int Length)> PreTokenize(string text)
    {
        var collapsed = new CodePointText(text);
        var pieces = new PieceList(behavior);
        var done = 0;
        try
        {
            foreach (var match in regex.EnumerateMatches(collapsed.Text))
            {
                var start = collapsed.OffsetOf(match.Index);
                var end = collapsed.OffsetOf(match.Index + match.Length);
                pieces.Add(done, start, isMatch: inverted);
                pieces.Add(start, end, isMatch: !inverted);
                done = end;
            }
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new TokenizerFormatException($"The split pattern '{regex}' takes longer than {LongestMatch.TotalSeconds} s on a text of {text.Length} characters.", e);
        }

        pieces.Add(done, text.Length, isMatch: inverted);
        return pieces.Pieces;
    }
}
