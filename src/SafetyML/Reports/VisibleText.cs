using System.Globalization;
using System.Text;

namespace SafetyML.Reports;

/// <summary>
/// Foreign text on a console: what would steer a terminal, break the line or turn the direction of letters is shown as an escape, so that no prompt and no
/// answer can hide or forge output.
/// </summary>
internal static class VisibleText
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyExceptInRange(' ', '~'))
            return text;
        var visible = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text, i))
                visible.Append(text, i++, 2);
            else if (Escape(text[i]) is { } escape)
                visible.Append(escape);
            else
                visible.Append(text[i]);
        }
        return visible.ToString();
    }

    /// <summary>The visible text, cut to a length with an ellipsis.</summary>
    public static string Start(string text, int longest)
    {
        var visible = Of(text.Length <= longest ? text : text[..longest]);
        return text.Length <= longest ? visible : visible + "…";
    }

    private static string? Escape(char letter) => letter switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        _ when char.IsControl(letter) || char.IsSurrogate(letter) || IsDirection(letter) || IsLineEnd(letter) => $@"\u{(int)letter:x4}",
        _ => null,
    };

    private static bool IsDirection(char letter) =>
        letter is '\u061C' or '\u200E' or '\u200F' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069') or '\uFEFF';

    private static bool IsLineEnd(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
