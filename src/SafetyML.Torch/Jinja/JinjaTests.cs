namespace SafetyML.Torch.Jinja;

/// <summary>The tests after <c>is</c>.</summary>
internal static class JinjaTests
{
    public static bool Apply(object? value, JinjaArguments arguments) => arguments.Name switch
    {
        "defined" => value is not Undefined,
        "undefined" => value is Undefined,
        "none" => value is null,
        "string" => value is TracedText,
        "boolean" => value is bool,
        "integer" => value is long,
        "float" => value is double,
        "number" => value is bool or long or double,
        "true" => value is true,
        "false" => value is false,
        "mapping" => value is IReadOnlyDictionary<string, object?>,
        "sequence" or "iterable" => value is TracedText or IReadOnlyList<object?> or IReadOnlyDictionary<string, object?> or Undefined,
        "callable" => false,
        "odd" => JinjaValues.Integer(value) % 2 != 0,
        "even" => JinjaValues.Integer(value) % 2 == 0,
        "divisibleby" => JinjaOperators.Combine("%", value, arguments[0], arguments.Budget) is 0L,
        "equalto" or "eq" or "==" or "sameas" => JinjaOperators.Same(value, arguments[0], arguments.Budget),
        "ne" or "!=" => !JinjaOperators.Same(value, arguments[0], arguments.Budget),
        "in" => JinjaOperators.Contains(arguments[0], value, arguments.Budget),
        "gt" or "greaterthan" => JinjaOperators.Order(value, arguments[0]) > 0,
        "ge" => JinjaOperators.Order(value, arguments[0]) >= 0,
        "lt" or "lessthan" => JinjaOperators.Order(value, arguments[0]) < 0,
        "le" => JinjaOperators.Order(value, arguments[0]) <= 0,
        _ => throw new JinjaException($"the test 'is {arguments.Name}' is not supported"),
    };
}
