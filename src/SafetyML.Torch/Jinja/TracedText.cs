using System.Text;

namespace SafetyML.Torch.Jinja;

/// <summary>Text that knows where each character is from: <see cref="Template"/>, or a number that the caller gave to a value.</summary>
internal sealed class TracedText
{
    /// <summary>The origin of what the template itself writes.</summary>
    public const int Template = -1;

    public static readonly TracedText Empty = new("", Template);

    private readonly int origin;
    private readonly int[]? origins;

    public TracedText(string value, int origin) => (Value, this.origin) = (value, origin);

    private TracedText(string value, int[] origins) => (Value, this.origins) = (value, origins);

    public string Value { get; }

    public int Length => Value.Length;

    public int OriginAt(int index) => origins?[index] ?? origin;

    public static TracedText Concat(params IReadOnlyList<TracedText> parts)
    {
        if (parts.Count(part => part.Length > 0) <= 1)
            return parts.FirstOrDefault(part => part.Length > 0) ?? Empty;
        var text = new StringBuilder();
        var all = new int[parts.Sum(part => part.Length)];
        foreach (var part in parts)
        {
            for (var i = 0; i < part.Length; i++)
                all[text.Length + i] = part.OriginAt(i);
            text.Append(part.Value);
        }
        return new TracedText(text.ToString(), all);
    }

    public TracedText Slice(int start, int length) => length == Length ? this
        : length <= 0 ? Empty
        : origins is null ? new TracedText(Value.Substring(start, length), origin)
        : new TracedText(Value.Substring(start, length), origins[start..(start + length)]);

    /// <summary>Python's <c>strip</c>: without the characters at the ends that <paramref name="strips"/> names; null for white space.</summary>
    public TracedText Trim(string? strips = null, bool left = true, bool right = true)
    {
        var (start, end) = (0, Length);
        while (left && start < end && Strips(Value[start]))
            start++;
        while (right && end > start && Strips(Value[end - 1]))
            end--;
        return Slice(start, end - start);

        bool Strips(char character) => strips?.Contains(character) ?? IsSpace(character);
    }

    public List<TracedText> Split(string separator)
    {
        List<TracedText> parts = [];
        var start = 0;
        for (int at; (at = Value.IndexOf(separator, start, StringComparison.Ordinal)) >= 0; start = at + separator.Length)
            parts.Add(Slice(start, at - start));
        parts.Add(Slice(start, Length - start));
        return parts;
    }

    /// <summary>The words between white space; from 0 on, after <paramref name="most"/> of them the rest is the last.</summary>
    public List<TracedText> Words(long most = -1)
    {
        List<TracedText> words = [];
        for (var start = 0; start < Length; start++)
        {
            var end = start;
            while (end < Length && !IsSpace(Value[end]))
                end++;
            if (end > start && words.Count == most)
                end = Length;
            if (end > start)
                words.Add(Slice(start, end - start));
            start = end;
        }
        return words;
    }

    /// <summary>Another spelling of the same text; where the length changes, all of it counts as given rather than the template's.</summary>
    public TracedText Map(Func<string, string> spell)
    {
        var spelled = spell(Value);
        return origins is null ? new TracedText(spelled, origin)
            : spelled.Length == Length ? new TracedText(spelled, origins)
            : new TracedText(spelled, origins.Max());
    }

    public override string ToString() => Value;

    // Python counts the four separators of ASCII as white space, .NET does not.
    private static bool IsSpace(char character) => char.IsWhiteSpace(character) || character is >= '\x1c' and <= '\x1f';
}
