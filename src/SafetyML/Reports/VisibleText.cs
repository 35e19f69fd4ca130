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
                visible.Append(Pair(text, i++));
            else
                visible.Append(Escape(text[i]) ?? $"{text[i]}");
        }
        return visible.ToString();
    }

    /// <summary>The visible text, cut to a length with an ellipsis.</summary>
    public static string Start(string text, int longest)
    {
        if (text.Length <= longest)
            return Of(text);
        var end = longest > 0 && char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest;
        return Of(text[..end]) + "…";
    }

    private static string? Escape(char letter) => letter switch
    {
        '\n' => @"\n",
        '\r' => @"\r",
        '\t' => @"\t",
        '\u200C' or '\u200D' => null, // joiners belong to the letters of many languages
        _ when char.IsControl(letter) || char.IsSurrogate(letter) || IsUnseen(char.GetUnicodeCategory(letter)) => $@"\u{(int)letter:x4}",
        _ => null,
    };

    private static string Pair(string text, int at) =>
        IsUnseen(char.GetUnicodeCategory(text, at)) ? $@"\U{char.ConvertToUtf32(text, at):x8}" : text.Substring(at, 2);

    // Direction marks and tags are of the category Format.
    private static bool IsUnseen(UnicodeCategory category) =>
        category is UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
