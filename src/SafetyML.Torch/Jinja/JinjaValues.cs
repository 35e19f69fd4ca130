using System.Globalization;

namespace SafetyML.Torch.Jinja;

/// <summary>What values are, as Python sees them.</summary>
internal static class JinjaValues
{
    public static bool IsTrue(object? value) => value switch
    {
        null or Undefined => false,
        bool flag => flag,
        long number => number != 0,
        double number => number != 0,
        TracedText text => text.Length > 0,
        IReadOnlyList<object?> list => list.Count > 0,
        IReadOnlyDictionary<string, object?> map => map.Count > 0,
        _ => true,
    };

    /// <summary>What a value adds to the work of what is done with it.</summary>
    public static int SizeOf(object? value) => value switch
    {
        TracedText text => text.Length,
        IReadOnlyList<object?> list => list.Count,
        IReadOnlyDictionary<string, object?> map => map.Count,
        _ => 0,
    };

    /// <summary>The value as text; anything that is not text is a fault, as in Python.</summary>
    public static TracedText Text(object? value) => value as TracedText ?? throw new JinjaException($"text is needed, not {Describe(value)}");

    /// <summary>The value as it is printed.</summary>
    public static TracedText Printed(object? value) => value switch
    {
        TracedText text => text,
        Undefined => TracedText.Empty,
        null => Literal("None"),
        bool flag => Literal(flag ? "True" : "False"),
        long number => Literal(number.ToString(CultureInfo.InvariantCulture)),
        double number => Literal(double.IsInteger(number) ? $"{number.ToString("0", CultureInfo.InvariantCulture)}.0" : number.ToString("R", CultureInfo.InvariantCulture)),
        _ => throw new JinjaException($"{Describe(value)} cannot be printed; only text and numbers can"),
    };

    public static TracedText Literal(string text) => new(text, TracedText.Template);

    public static long Integer(object? value) => value switch
    {
        long number => number,
        bool flag => flag ? 1 : 0,
        _ => throw new JinjaException($"a whole number is needed, not {Describe(value)}"),
    };

    /// <summary>The items of a list, the keys of a dictionary, the characters of a text.</summary>
    public static IReadOnlyList<object?> Items(object? value) => value switch
    {
        IReadOnlyList<object?> list => list,
        IReadOnlyDictionary<string, object?> map => [.. map.Keys.Select(Literal)],
        TracedText text => [.. Enumerable.Range(0, text.Length).Select(at => text.Slice(at, 1))],
        _ => throw new JinjaException($"{Describe(value)} has no items"),
    };

    public static IReadOnlyDictionary<string, object?> Map(object? value) =>
        value as IReadOnlyDictionary<string, object?> ?? throw new JinjaException($"a dictionary is needed, not {Describe(value)}");

    /// <summary><c>target[key]</c> and <c>target.key</c>: of dictionaries, lists and texts only.</summary>
    public static object? Member(object? target, object? key) => (target, key) switch
    {
        (IReadOnlyDictionary<string, object?> map, TracedText name) => map.TryGetValue(name.Value, out var value) ? value : new Undefined(name.Value),
        (Namespace space, TracedText name) => space.Members.TryGetValue(name.Value, out var value) ? value : new Undefined(name.Value),
        (IReadOnlyList<object?> list, long index) => At(list.Count, index) is { } at ? list[at] : new Undefined($"item {index}"),
        (TracedText text, long index) => At(text.Length, index) is { } at ? text.Slice(at, 1) : new Undefined($"character {index}"),
        (Undefined missing, _) => throw new JinjaException($"'{missing.Name}' is undefined"),
        _ => new Undefined(key?.ToString() ?? "None"),
    };

    /// <summary>Gives one name the value, or several names the items of it.</summary>
    public static void Assign(JinjaScope scope, IReadOnlyList<string> names, object? value)
    {
        if (names.Count == 1)
        {
            scope.Set(names[0], value);
            return;
        }
        var items = Items(value);
        if (items.Count != names.Count)
            throw new JinjaException($"{items.Count} values cannot be given to {names.Count} names");
        for (var i = 0; i < names.Count; i++)
            scope.Set(names[i], items[i]);
    }

    public static string Describe(object? value) => value switch
    {
        null => "None",
        Undefined missing => $"'{missing.Name}', which is undefined",
        bool flag => flag ? "True" : "False",
        long or double => Printed(value).Value,
        TracedText => "text",
        IReadOnlyList<object?> => "a list",
        IReadOnlyDictionary<string, object?> => "a dictionary",
        _ => "a namespace",
    };

    private static int? At(int count, long index) => (index < 0 ? index + count : index) is var at && at >= 0 && at < count ? (int)at : null;
}
