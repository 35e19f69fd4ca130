using System.Globalization;

namespace SafetyML.Torch.Jinja;

/// <summary>The filters that chat templates use.</summary>
internal static class JinjaFilters
{
    public static object? Apply(object? value, JinjaArguments arguments) => arguments.Name switch
    {
        "trim" => JinjaValues.Printed(value).Trim(arguments.Has(0, "chars") ? JinjaValues.Text(arguments.Get(0, "chars")).Value : null),
        "length" or "count" => Length(value),
        "upper" => JinjaValues.Printed(value).Map(text => text.ToUpperInvariant()),
        "lower" => JinjaValues.Printed(value).Map(text => text.ToLowerInvariant()),
        "capitalize" => JinjaValues.Printed(value).Map(text => text.Length == 0 ? "" : char.ToUpperInvariant(text[0]) + text[1..].ToLowerInvariant()),
        "title" => JinjaValues.Printed(value).Map(text => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(text.ToLowerInvariant())),
        "string" => JinjaValues.Printed(value),
        "safe" => value,
        "default" or "d" => value is Undefined || (JinjaValues.IsTrue(arguments.Get(1, "boolean")) && !JinjaValues.IsTrue(value))
            ? arguments.Get(0, "default_value", TracedText.Empty) : value,
        "replace" => JinjaMethods.Replace(JinjaValues.Printed(value), arguments),
        "int" => value is TracedText text ? long.TryParse(text.Value, CultureInfo.InvariantCulture, out var number) ? number : 0L : JinjaValues.Integer(value),
        "tojson" => new TracedText(JinjaJson.Write(value, arguments), JinjaJson.OriginOf(value)),
        _ => OfItems(value, arguments),
    };

    public static TracedText Join(IReadOnlyList<object?> items, TracedText separator)
    {
        List<TracedText> parts = [];
        foreach (var item in items)
        {
            if (parts.Count > 0)
                parts.Add(separator);
            parts.Add(JinjaValues.Printed(item));
        }
        return TracedText.Concat(parts);
    }

    public static List<object?> Pairs(IReadOnlyDictionary<string, object?> map) =>
        [.. map.Select(item => (object?)(List<object?>)[JinjaValues.Literal(item.Key), item.Value])];

    private static object? OfItems(object? value, JinjaArguments arguments) => arguments.Name switch
    {
        "join" => Join(Charged(value, arguments), arguments.Has(0, "d") ? JinjaValues.Text(arguments.Get(0, "d")) : TracedText.Empty),
        "first" => JinjaValues.Items(value) is [var first, ..] ? first : new Undefined("the first item"),
        "last" => JinjaValues.Items(value) is [.., var last] ? last : new Undefined("the last item"),
        "list" => JinjaValues.Items(value),
        "items" => value is Undefined ? new List<object?>() : Pairs(JinjaValues.Map(value)),
        "reverse" when value is TracedText text => TracedText.Concat([.. JinjaValues.Items(text).Reverse().Cast<TracedText>()]),
        "reverse" => JinjaValues.Items(value).Reverse().ToList(),
        "select" => Chosen(value, arguments, hasAttribute: false, wanted: true),
        "reject" => Chosen(value, arguments, hasAttribute: false, wanted: false),
        "selectattr" => Chosen(value, arguments, hasAttribute: true, wanted: true),
        "rejectattr" => Chosen(value, arguments, hasAttribute: true, wanted: false),
        "map" => Mapped(value, arguments),
        _ => throw new JinjaException($"the filter '{arguments.Name}' is not supported"),
    };

    private static long Length(object? value) => value switch
    {
        TracedText text => text.Value.EnumerateRunes().Count(),
        Undefined => 0,
        _ => JinjaValues.Items(value).Count,
    };

    private static IReadOnlyList<object?> Charged(object? value, JinjaArguments arguments)
    {
        var items = JinjaValues.Items(value);
        arguments.Budget.Charge(items.Sum(item => 1L + JinjaValues.SizeOf(item)) + ((long)items.Count * JinjaValues.SizeOf(arguments.Get(0, "d"))));
        return items;
    }

    private static List<object?> Chosen(object? value, JinjaArguments arguments, bool hasAttribute, bool wanted)
    {
        var skipped = hasAttribute ? 1 : 0;
        var test = arguments.Count > skipped ? arguments with { Name = arguments.Text(skipped), Values = [.. arguments.Values.Skip(skipped + 1)] } : null;
        var items = JinjaValues.Items(value);
        arguments.Budget.Charge(items.Count);
        return [.. items.Where(item => Holds(hasAttribute ? JinjaValues.Member(item, arguments[0]) : item) == wanted)];

        bool Holds(object? tested) => test is null ? JinjaValues.IsTrue(tested) : JinjaTests.Apply(tested, test);
    }

    private static List<object?> Mapped(object? value, JinjaArguments arguments)
    {
        var items = JinjaValues.Items(value);
        arguments.Budget.Charge(items.Count);
        if (arguments.Named.TryGetValue("attribute", out var attribute))
            return [.. items.Select(item => JinjaValues.Member(item, attribute) is var found && found is Undefined ? arguments.Get(99, "default", found) : found)];
        var filter = arguments with { Name = arguments.Text(0), Values = [.. arguments.Values.Skip(1)] };
        return [.. items.Select(item => Apply(item, filter))];
    }
}
