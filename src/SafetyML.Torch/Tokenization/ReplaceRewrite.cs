using System.Text;
using System.Text.RegularExpressions;

namespace SafetyML.Torch.Tokenization;

/// <summary>Puts a text in the place of each match; it stands for the last character of the match.</summary>
internal sealed class ReplaceRewrite : ITextRewrite
{
    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    private readonly Regex regex;
    private readonly string content;

    /// <summary>Creates the rewriting.</summary>
    /// <param name="pattern">A regular expression of .NET.</param>
    /// <param name="content">What is put in.</param>
    /// <exception cref="ArgumentException">The pattern is not one.</exception>
    public ReplaceRewrite(string pattern, string content)
    {
        regex = new Regex(pattern, RegexOptions.CultureInvariant, LongestMatch);
        this.content = content;
    }

    /// <inheritdoc/>
    /// <exception cref="TokenizerFormatException">The pattern needs more than a second for one match of this text.</exception>
    public string Apply(string text, List<int>? sources)
    {
        try
        {
            return regex.IsMatch(text) ? Replace(text, sources) : text;
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new TokenizerFormatException($"The normalizer's pattern '{regex}' takes longer than {LongestMatch.TotalSeconds} s on a text of {text.Length} characters.", e);
        }
    }

    private string Replace(string text, List<int>? sources)
    {
        var output = new StringBuilder(text.Length);
        var done = 0;
        foreach (var match in regex.EnumerateMatches(text))
        {
            Keep(match.Index);
            output.Append(content);
            done = match.Index + match.Length;
            sources?.AddRange(Enumerable.Repeat(done - 1, content.Length));
        }

        Keep(text.Length);
        return output.ToString();

        void Keep(int end)
        {
            output.Append(text, done, end - done);
            sources?.AddRange(Enumerable.Range(done, end - done));
        }
    }
}
