namespace SafetyML.Torch.Jinja;

/// <summary>Python's operators for the values of a template.</summary>
internal static class JinjaOperators
{
    private const int DeepestNesting = 32;

    public static bool Compare(string operation, object? left, object? right, JinjaBudget budget) => operation switch
    {
        "==" => Same(left, right, budget),
        "!=" => !Same(left, right, budget),
        "in" => Contains(right, left, budget),
        "not in" => !Contains(right, left, budget),
        "<" => Order(left, right) < 0,
        "<=" => Order(left, right) <= 0,
        ">" => Order(left, right) > 0,
        _ => Order(left, right) >= 0,
    };

    public static bool Same(object? left, object? right, JinjaBudget budget, int depth = 0)
    {
        budget.Charge();
        if (depth > DeepestNesting)
            throw new JinjaException("values are nested too deeply to compare");
        return (left, right) switch
        {
            (TracedText a, TracedText b) => a.Value == b.Value,
            (null, null) or (Undefined, Undefined) => true,
            (bool or long or double, bool or long or double) => Number(left) == Number(right),
            (IReadOnlyList<object?> a, IReadOnlyList<object?> b) => a.Count == b.Count && a.Zip(b).All(pair => Same(pair.First, pair.Second, budget, depth + 1)),
            (IReadOnlyDictionary<string, object?> a, IReadOnlyDictionary<string, object?> b) =>
                a.Count == b.Count && a.All(item => b.TryGetValue(item.Key, out var other) && Same(item.Value, other, budget, depth + 1)),
            _ => ReferenceEquals(left, right),
        };
    }

    public static bool Contains(object? container, object? item, JinjaBudget budget) => container switch
    {
        TracedText text => text.Value.Contains(JinjaValues.Text(item).Value, StringComparison.Ordinal),
        IReadOnlyList<object?> list => list.Any(each => Same(each, item, budget)),
        IReadOnlyDictionary<string, object?> map => item is TracedText key && map.ContainsKey(key.Value),
        Undefined => false,
        _ => throw new JinjaException($"'in' needs text, a list or a dictionary, not {JinjaValues.Describe(container)}"),
    };

    public static object? Combine(string operation, object? left, object? right, JinjaBudget budget) => operation switch
    {
        "~" => TracedText.Concat(JinjaValues.Printed(left), JinjaValues.Printed(right)),
        "+" when left is TracedText a && right is TracedText b => TracedText.Concat(a, b),
        "+" when left is IReadOnlyList<object?> a && right is IReadOnlyList<object?> b => (List<object?>)[.. a, .. b],
        "*" when left is TracedText text => Repeat(text, JinjaValues.Integer(right), budget),
        _ when IsNumber(left) && IsNumber(right) => Calculate(operation, left, right),
        _ => throw new JinjaException($"'{operation}' does not go with {JinjaValues.Describe(left)} and {JinjaValues.Describe(right)}"),
    };

    public static int Order(object? left, object? right) => (left, right) switch
    {
        (TracedText a, TracedText b) => string.CompareOrdinal(a.Value, b.Value),
        _ when IsNumber(left) && IsNumber(right) => Number(left).CompareTo(Number(right)),
        _ => throw new JinjaException($"{JinjaValues.Describe(left)} and {JinjaValues.Describe(right)} have no order"),
    };

    private static TracedText Repeat(TracedText text, long count, JinjaBudget budget)
    {
        count = Math.Max(count, 0);
        budget.Charge(text.Length == 0 ? 0 : Math.Min(count, int.MaxValue) * text.Length);
        return text.Length == 0 ? text : TracedText.Concat([.. Enumerable.Repeat(text, (int)count)]);
    }

    private static object Calculate(string operation, object? left, object? right)
    {
        if (operation == "/" || left is double || right is double)
            return Calculate(operation, Number(left), Number(right));
        var (a, b) = (JinjaValues.Integer(left), JinjaValues.Integer(right));
        try
        {
            return operation switch
            {
                "+" => checked(a + b),
                "-" => checked(a - b),
                "*" => checked(a * b),
                "//" => checked((long)Math.Floor((decimal)a / b)),
                "%" => checked(((a % b) + b) % b), // the sign of the divisor, as in Python
                _ => throw new JinjaException($"the operator '{operation}' is not supported"),
            };
        }
        catch (ArithmeticException)
        {
            throw new JinjaException($"{a} {operation} {b} has no value");
        }
    }

    private static double Calculate(string operation, double a, double b) => operation switch
    {
        "+" => a + b,
        "-" => a - b,
        "*" => a * b,
        "/" when b != 0 => a / b,
        "//" when b != 0 => Math.Floor(a / b),
        "%" when b != 0 => a - (b * Math.Floor(a / b)),
        _ => throw new JinjaException($"{a} {operation} {b} has no value"),
    };

    private static bool IsNumber(object? value) => value is bool or long or double;

    private static double Number(object? value) => value is double number ? number : JinjaValues.Integer(value);
}
