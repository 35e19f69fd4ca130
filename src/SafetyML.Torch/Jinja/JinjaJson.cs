using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Jinja;

/// <summary>Values as JSON the way Python's <c>json.dumps(value, ensure_ascii=False)</c> writes it.</summary>
internal static class JinjaJson
{
    private const int DeepestNesting = 32;

    public static string Write(object? value, JinjaArguments arguments)
    {
        if (arguments.Count > 0 || arguments.Named.FirstOrDefault(item => item.Key != "indent" && item.Value is not (null or false)).Key is not null)
            throw new JinjaException("the filter 'tojson' is supported with 'indent' only");
        var indent = arguments.Get(99, "indent") is { } width ? (int)Math.Clamp(JinjaValues.Integer(width), 0, 16) : -1;
        var text = new StringBuilder();
        new Writer(text, indent, arguments.Budget).Write(value, depth: 0);
        return text.ToString();
    }

    /// <summary>Text that holds any of a message counts as the message's.</summary>
    public static int OriginOf(object? value) => value switch
    {
        TracedText text => text.Length == 0 ? TracedText.Template : Enumerable.Range(0, text.Length).Max(text.OriginAt),
        IReadOnlyList<object?> list => list.Select(OriginOf).DefaultIfEmpty(TracedText.Template).Max(),
        IReadOnlyDictionary<string, object?> map => map.Values.Select(OriginOf).DefaultIfEmpty(TracedText.Template).Max(),
        _ => TracedText.Template,
    };

    private static void Quote(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (var character in value)
            text.Append(character switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                < ' ' => string.Create(CultureInfo.InvariantCulture, $"\\u{(int)character:x4}"),
                _ => character.ToString(),
            });
        text.Append('"');
    }

    private sealed class Writer(StringBuilder text, int indent, JinjaBudget budget)
    {
        public void Write(object? value, int depth)
        {
            budget.Charge(1 + JinjaValues.SizeOf(value) + (indent > 0 ? (long)indent * depth : 0));
            if (depth > DeepestNesting)
                throw new JinjaException("a value is nested too deeply for JSON");
            switch (value)
            {
                case IReadOnlyList<object?> list:
                    Items(list, '[', ']', depth, item => Write(item, depth + 1));
                    break;
                case IReadOnlyDictionary<string, object?> map:
                    Items([.. map], '{', '}', depth, item =>
                    {
                        Quote(item.Key, text);
                        text.Append(": ");
                        Write(item.Value, depth + 1);
                    });
                    break;
                case TracedText content:
                    Quote(content.Value, text);
                    break;
                case Undefined or Namespace:
                    throw new JinjaException($"{JinjaValues.Describe(value)} has no JSON");
                default:
                    text.Append(value switch { null => "null", bool flag => flag ? "true" : "false", _ => JinjaValues.Printed(value).Value });
                    break;
            }
        }

        private void Items<T>(IReadOnlyList<T> items, char open, char close, int depth, Action<T> write)
        {
            text.Append(open);
            for (var i = 0; i < items.Count; i++)
            {
                text.Append(i == 0 ? "" : indent < 0 ? ", " : ",");
                Break(depth + 1);
                write(items[i]);
            }
            if (items.Count > 0)
                Break(depth);
            text.Append(close);
        }

        private void Break(int depth)
        {
            if (indent >= 0)
                text.Append('\n').Append(' ', indent * depth);
        }
    }
}
