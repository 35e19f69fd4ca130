namespace SafetyML.Torch.Jinja;

/// <summary>The functions that a chat template may call. None of them reaches beyond its arguments.</summary>
internal static class JinjaFunctions
{
    private const long LongestRange = 10_000;

    public static object? Apply(JinjaArguments arguments) => arguments.Name switch
    {
        "raise_exception" => throw new JinjaException(JinjaValues.Printed(arguments[0]).Value, isRefusal: true),
        "namespace" => NewNamespace(arguments),
        "dict" => new Dictionary<string, object?>(arguments.Named, StringComparer.Ordinal),
        "range" => Range(arguments),
        _ => throw new JinjaException($"the function '{arguments.Name}' is not supported (supported: raise_exception, namespace, range, dict)"),
    };

    private static Namespace NewNamespace(JinjaArguments arguments)
    {
        var space = new Namespace();
        foreach (var (name, value) in arguments.Named)
            space.Members[name] = value;
        return space;
    }

    private static List<object?> Range(JinjaArguments arguments)
    {
        var (start, stop) = arguments.Count == 1 ? (0, JinjaValues.Integer(arguments[0])) : (JinjaValues.Integer(arguments[0]), JinjaValues.Integer(arguments[1]));
        var step = arguments.Count > 2 ? JinjaValues.Integer(arguments[2]) : 1;
        var count = step == 0 ? LongestRange + 1 : Math.Ceiling(((decimal)stop - start) / step);
        if (count > LongestRange)
            throw new JinjaException($"a range has at most {LongestRange} items");
        List<object?> items = [.. Enumerable.Range(0, (int)Math.Max(count, 0)).Select(at => (object?)(start + (at * step)))];
        arguments.Budget.Charge(items.Count);
        return items;
    }
}
