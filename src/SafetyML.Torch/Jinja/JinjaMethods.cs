namespace SafetyML.Torch.Jinja;

/// <summary>The methods of Python's texts and dictionaries that chat templates use. None changes its object.</summary>
internal static class JinjaMethods
{
    public static object? Apply(object? target, JinjaArguments arguments) => target switch
    {
        TracedText text => OfText(text, arguments),
        IReadOnlyDictionary<string, object?> map => OfMap(map, arguments),
        Undefined missing => throw new JinjaException($"'{missing.Name}' is undefined"),
        _ => throw Unknown(target, arguments),
    };

    private static object? OfText(TracedText text, JinjaArguments arguments) => arguments.Name switch
    {
        "strip" => text.Trim(Strips(arguments)),
        "lstrip" => text.Trim(Strips(arguments), right: false),
        "rstrip" => text.Trim(Strips(arguments), left: false),
        "startswith" => Any(arguments, text.Value.StartsWith),
        "endswith" => Any(arguments, text.Value.EndsWith),
        "split" => Split(text, arguments),
        "splitlines" => text.Value.Length == 0 ? new List<object?>() : [.. (text.Value.EndsWith('\n') ? text.Slice(0, text.Length - 1) : text).Split("\n")],
        "replace" => Replace(text, arguments),
        "upper" or "lower" or "title" or "capitalize" => JinjaFilters.Apply(text, arguments),
        "join" => JinjaFilters.Join(JinjaValues.Items(arguments[0]), text),
        "find" => (long)text.Value.IndexOf(arguments.Text(0), StringComparison.Ordinal),
        "count" => (long)(text.Split(NonEmpty(arguments.Text(0))).Count - 1),
        "removeprefix" => text.Value.StartsWith(arguments.Text(0), StringComparison.Ordinal) ? text.Slice(arguments.Text(0).Length, text.Length - arguments.Text(0).Length) : text,
        "removesuffix" => text.Value.EndsWith(arguments.Text(0), StringComparison.Ordinal) ? text.Slice(0, text.Length - arguments.Text(0).Length) : text,
        _ => throw Unknown(text, arguments),
    };

    private static object? OfMap(IReadOnlyDictionary<string, object?> map, JinjaArguments arguments) => arguments.Name switch
    {
        "items" => JinjaFilters.Pairs(map),
        "keys" => map.Keys.Select(key => (object?)JinjaValues.Literal(key)).ToList(),
        "values" => map.Values.ToList(),
        "get" => map.TryGetValue(arguments.Text(0), out var value) ? value : arguments.Get(1, "default"),
        _ => throw Unknown(map, arguments),
    };

    public static TracedText Replace(TracedText text, JinjaArguments arguments)
    {
        var parts = text.Split(NonEmpty(arguments.Text(0)));
        var size = JinjaValues.SizeOf(arguments[1]);
        arguments.Budget.Charge((long)parts.Count * size);
        return JinjaFilters.Join(parts, JinjaValues.Text(arguments[1]));
    }

    private static string? Strips(JinjaArguments arguments) => arguments.Count == 0 || arguments[0] is null ? null : arguments.Text(0);

    private static List<object?> Split(TracedText text, JinjaArguments arguments)
    {
        if (!arguments.Has(0, "sep") || arguments.Get(0, "sep") is null)
            return [.. text.Words()];
        var separator = NonEmpty(JinjaValues.Text(arguments.Get(0, "sep")).Value);
        var parts = text.Split(separator);
        if (arguments.Get(1, "maxsplit", -1L) is var most && JinjaValues.Integer(most) is >= 0 and var limit && limit + 1 < parts.Count)
        {
            var kept = parts[..(int)limit];
            var start = kept.Sum(part => part.Length + separator.Length);
            return [.. kept, text.Slice(start, text.Length - start)];
        }
        return [.. parts];
    }

    private static bool Any(JinjaArguments arguments, Func<string, StringComparison, bool> holds) =>
        (arguments[0] is IReadOnlyList<object?> list ? list : [arguments[0]]).Any(each => holds(JinjaValues.Text(each).Value, StringComparison.Ordinal));

    private static string NonEmpty(string text) => text.Length > 0 ? text : throw new JinjaException("an empty separator is not allowed");

    private static JinjaException Unknown(object? target, JinjaArguments arguments) =>
        new($"the method '{arguments.Name}' of {JinjaValues.Describe(target)} is not supported");
}
