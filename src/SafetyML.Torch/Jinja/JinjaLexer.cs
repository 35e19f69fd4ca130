using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Jinja;

/// <summary>Cuts a template into its parts with the white space rules that chat templates are written for: <c>trim_blocks</c> and <c>lstrip_blocks</c>.</summary>
internal sealed class JinjaLexer
{
    private static readonly string[] Operators =
        ["==", "!=", "<=", ">=", "//", "**", "<", ">", "=", "+", "-", "*", "/", "%", "~", "|", ".", ",", ":", "(", ")", "[", "]", "{", "}"];

    private readonly string source;
    private readonly List<JinjaPart> parts = [];
    private int position;

    private JinjaLexer(string source) => this.source = source;

    public static List<JinjaPart> Read(string source)
    {
        source = source.Replace("\r\n", "\n", StringComparison.Ordinal).Replace('\r', '\n');
        var lexer = new JinjaLexer(source.EndsWith('\n') ? source[..^1] : source);
        lexer.Run();
        return lexer.parts;
    }

    private int Line => 1 + source.AsSpan(0, Math.Min(position, source.Length)).Count('\n');

    private void Run()
    {
        var trimsStart = false;
        while (position < source.Length)
        {
            var tag = NextTag();
            AddText(tag, trimsStart);
            position = tag;
            if (tag < source.Length)
                trimsStart = ReadTag();
        }
    }

    private int NextTag()
    {
        for (var at = position; (at = source.IndexOf('{', at)) >= 0 && at + 1 < source.Length; at++)
            if (source[at + 1] is '{' or '%' or '#')
                return at;
        return source.Length;
    }

    private void AddText(int end, bool trimsStart)
    {
        var text = source[position..end];
        if (trimsStart)
            text = text.TrimStart();
        if (end < source.Length)
        {
            var mark = end + 2 < source.Length ? source[end + 2] : ' ';
            if (mark == '-')
                text = text.TrimEnd();
            else if (mark != '+' && source[end + 1] != '{')
                text = WithoutIndent(text, position == 0 || source[position - 1] == '\n');
        }
        if (text.Length > 0)
            parts.Add(new JinjaPart(JinjaPartKind.Text, text, [], Line));
    }

    // Blanks between the start of a line and a statement do not count.
    private static string WithoutIndent(string text, bool startsLine)
    {
        var kept = text.TrimEnd(' ', '\t');
        return kept.Length == 0 ? (startsLine ? "" : text) : kept[^1] == '\n' ? kept : text;
    }

    /// <summary>Reads a tag and tells whether the white space after it goes.</summary>
    private bool ReadTag()
    {
        var kind = source[position + 1];
        if (kind == '#')
            return SkipComment();
        var line = Line;
        position += 2;
        if (position < source.Length && source[position] is '-' or '+')
            position++;
        var tokens = ReadTokens(kind == '{' ? "}}" : "%}", out var mark);
        parts.Add(new JinjaPart(kind == '{' ? JinjaPartKind.Print : JinjaPartKind.Statement, "", tokens, line));
        return AfterTag(mark, kind == '%');
    }

    private bool SkipComment()
    {
        var end = source.IndexOf("#}", position + 2, StringComparison.Ordinal);
        if (end < 0)
            throw Fault("a comment is not closed");
        position = end + 2;
        return AfterTag(source[end - 1], isBlock: true);
    }

    private bool AfterTag(char mark, bool isBlock)
    {
        if (isBlock && mark is not ('-' or '+') && position < source.Length && source[position] == '\n')
            position++;
        return mark == '-';
    }

    private List<JinjaToken> ReadTokens(string close, out char mark)
    {
        List<JinjaToken> tokens = [];
        for (var depth = 0; ;)
        {
            while (position < source.Length && char.IsWhiteSpace(source[position]))
                position++;
            if (position >= source.Length)
                throw Fault($"a tag is not closed by '{close}'");
            if (depth == 0 && Closes(close, out mark))
                break;
            var token = ReadToken();
            depth += token is { Kind: JinjaTokenKind.Operator, Value: "{" or "(" or "[" } ? 1
                : token is { Kind: JinjaTokenKind.Operator, Value: "}" or ")" or "]" } ? -1 : 0;
            tokens.Add(token);
        }
        tokens.Add(new JinjaToken(JinjaTokenKind.End, "", Line));
        return tokens;
    }

    private bool Closes(string close, out char mark)
    {
        mark = source[position] is '-' or '+' ? source[position] : ' ';
        var at = mark == ' ' ? position : position + 1;
        if (string.CompareOrdinal(source, at, close, 0, close.Length) != 0)
            return false;
        position = at + close.Length;
        return true;
    }

    private JinjaToken ReadToken()
    {
        var start = position;
        var first = source[start];
        if (first is '\'' or '"')
            return new JinjaToken(JinjaTokenKind.Text, ReadText(first), Line);
        if (char.IsAsciiDigit(first))
            return ReadNumber(start);
        if (char.IsAsciiLetter(first) || first == '_')
        {
            while (position < source.Length && (char.IsAsciiLetterOrDigit(source[position]) || source[position] == '_'))
                position++;
            return new JinjaToken(JinjaTokenKind.Name, source[start..position], Line);
        }
        foreach (var each in Operators)
            if (string.CompareOrdinal(source, start, each, 0, each.Length) == 0)
            {
                position += each.Length;
                return new JinjaToken(JinjaTokenKind.Operator, each, Line);
            }
        throw Fault($"'{first}' is not part of an expression");
    }

    private JinjaToken ReadNumber(int start)
    {
        while (position < source.Length && char.IsAsciiDigit(source[position]))
            position++;
        var isFloat = position + 1 < source.Length && source[position] == '.' && char.IsAsciiDigit(source[position + 1]);
        if (isFloat)
            for (position++; position < source.Length && char.IsAsciiDigit(source[position]);)
                position++;
        return new JinjaToken(isFloat ? JinjaTokenKind.Float : JinjaTokenKind.Integer, source[start..position], Line);
    }

    private string ReadText(char quote)
    {
        var text = new StringBuilder();
        for (position++; position < source.Length && source[position] != quote; position++)
            if (source[position] == '\\' && position + 1 < source.Length)
                text.Append(Escape(source[++position]));
            else
                text.Append(source[position]);
        if (position++ >= source.Length)
            throw Fault("a text is not closed");
        return text.ToString();
    }

    private string Escape(char mark) => mark switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        '0' => "\0",
        '\\' or '\'' or '"' => mark.ToString(),
        '\n' => "",
        'x' => Code(2),
        'u' => Code(4),
        'U' => Code(8),
        _ => $"\\{mark}",
    };

    private string Code(int digits)
    {
        if (position + digits >= source.Length || !uint.TryParse(source.AsSpan(position + 1, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            || code > 0x10FFFF)
            throw Fault("a text holds an escape that is no character");
        position += digits;
        return code is >= 0xD800 and <= 0xDFFF ? ((char)code).ToString() : char.ConvertFromUtf32((int)code);
    }

    private JinjaException Fault(string what) => new($"line {Line}: {what}");
}
