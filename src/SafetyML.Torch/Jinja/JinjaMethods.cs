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
        "find" => (long)text.Value.IndexOf(Only(arguments), StringComparison.Ordinal),
        "count" => (long)(text.Split(NonEmpty(Only(arguments))).Count - 1),
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
        var parts = Parts(text, NonEmpty(arguments.Text(0)), arguments.Get(2, "count"));
        var size = JinjaValues.SizeOf(arguments[1]);
        arguments.Budget.Charge((long)parts.Count * size);
        return JinjaFilters.Join(parts, JinjaValues.Text(arguments[1]));
    }

    private static string? Strips(JinjaArguments arguments) => arguments.Count == 0 || arguments[0] is null ? null : arguments.Text(0);

    private static List<object?> Split(TracedText text, JinjaArguments arguments)
    {
        var most = arguments.Get(1, "maxsplit");
        return arguments.Get(0, "sep") is not { } separator
            ? [.. text.Words(most is null ? -1 : JinjaValues.Integer(most))]
            : [.. Parts(text, NonEmpty(JinjaValues.Text(separator).Value), most)];
    }

    /// <summary>The parts between separators; with a number from 0 on, only so many of these cut.</summary>
    private static List<TracedText> Parts(TracedText text, string separator, object? most)
    {
        var parts = text.Split(separator);
        var limit = most is null ? -1 : JinjaValues.Integer(most);
        if (limit < 0 || limit >= parts.Count - 1)
            return parts;
        var kept = parts[..(int)limit];
        var start = kept.Sum(part => part.Length + separator.Length);
        return [.. kept, text.Slice(start, text.Length - start)];
    }

    private static string Only(JinjaArguments arguments) => JinjaValues.Text(OnlyValue(arguments)).Value;

    private static object? OnlyValue(JinjaArguments arguments) => arguments.Count <= 1 ? arguments[0]
        : throw new JinjaException($"the method '{arguments.Name}' is supported with one argument only");

    private static bool Any(JinjaArguments arguments, Func<string, StringComparison, bool> holds) =>
        (OnlyValue(arguments) is var value && value is IReadOnlyList<object?> list ? list : [value]).Any(each => holds(JinjaValues.Text(each).Value, StringComparison.Ordinal));

    private static string NonEmpty(string text) => text.Length > 0 ? text : throw new JinjaException("an empty separator is not allowed");

    private static JinjaException Unknown(object? target, JinjaArguments arguments) =>
        new($"the method '{arguments.Name}' of {JinjaValues.Describe(target)} is not supported");
}
