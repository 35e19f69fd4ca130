namespace SafetyML.Torch.Jinja;

internal sealed record Constant(object? Value) : IExpression
{
    public object? Evaluate(JinjaContext context) => Value;
}

internal sealed record Variable(string Name) : IExpression
{
    public object? Evaluate(JinjaContext context) => context.Scope.Get(Name);
}

internal sealed record ListOf(IReadOnlyList<IExpression> Items) : IExpression
{
    public object? Evaluate(JinjaContext context) => Items.Select(item => item.Evaluated(context)).ToList();
}

internal sealed record DictionaryOf(IReadOnlyList<(IExpression Key, IExpression Value)> Items) : IExpression
{
    public object? Evaluate(JinjaContext context)
    {
        var values = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (key, value) in Items)
            values[JinjaValues.Text(key.Evaluated(context)).Value] = value.Evaluated(context);
        return values;
    }
}

internal sealed record Member(IExpression Target, IExpression Key) : IExpression
{
    public object? Evaluate(JinjaContext context) => JinjaValues.Member(Target.Evaluated(context), Key.Evaluated(context));
}

internal sealed record SliceOf(IExpression Target, IExpression? Start, IExpression? Stop, IExpression? Step) : IExpression
{
    public object? Evaluate(JinjaContext context) =>
        JinjaSlices.Slice(Target.Evaluated(context), Start?.Evaluated(context), Stop?.Evaluated(context), Step?.Evaluated(context), context.Budget);
}

internal sealed record Negation(IExpression Value) : IExpression
{
    public object? Evaluate(JinjaContext context) => !JinjaValues.IsTrue(Value.Evaluated(context));
}

internal sealed record Sign(IExpression Value, bool IsMinus) : IExpression
{
    public object? Evaluate(JinjaContext context) => Value.Evaluated(context) switch
    {
        double number => (object)(IsMinus ? -number : number),
        var other => IsMinus ? -JinjaValues.Integer(other) : JinjaValues.Integer(other),
    };
}

internal sealed record Both(IExpression Left, IExpression Right) : IExpression
{
    public object? Evaluate(JinjaContext context) => Left.Evaluated(context) is var left && JinjaValues.IsTrue(left) ? Right.Evaluated(context) : left;
}

internal sealed record Either(IExpression Left, IExpression Right) : IExpression
{
    public object? Evaluate(JinjaContext context) => Left.Evaluated(context) is var left && JinjaValues.IsTrue(left) ? left : Right.Evaluated(context);
}

internal sealed record Choice(IExpression Condition, IExpression Then, IExpression? Else) : IExpression
{
    public object? Evaluate(JinjaContext context) => JinjaValues.IsTrue(Condition.Evaluated(context)) ? Then.Evaluated(context)
        : Else is null ? new Undefined("the missing else") : Else.Evaluated(context);
}

internal sealed record Comparison(IExpression First, IReadOnlyList<(string Operator, IExpression Value)> Others) : IExpression
{
    public object? Evaluate(JinjaContext context)
    {
        var left = First.Evaluated(context);
        foreach (var (operation, value) in Others)
        {
            var right = value.Evaluated(context);
            context.Budget.Charge(JinjaValues.SizeOf(left) + JinjaValues.SizeOf(right));
            if (!JinjaOperators.Compare(operation, left, right, context.Budget))
                return false;
            left = right;
        }
        return true;
    }
}

internal sealed record Arithmetic(string Operator, IExpression Left, IExpression Right) : IExpression
{
    public object? Evaluate(JinjaContext context)
    {
        var value = JinjaOperators.Combine(Operator, Left.Evaluated(context), Right.Evaluated(context), context.Budget);
        context.Budget.Charge(JinjaValues.SizeOf(value));
        return value;
    }
}

/// <summary>A filter, a test, a method or one of the few functions: all are looked up in closed lists, so nothing else can be called.</summary>
internal sealed record Call(JinjaCallKind Kind, string Name, IExpression? Target, IReadOnlyList<IExpression> Arguments,
    IReadOnlyList<(string Name, IExpression Value)> Named) : IExpression
{
    public object? Evaluate(JinjaContext context)
    {
        var target = Target?.Evaluated(context);
        var named = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, each) in Named)
            named[name] = each.Evaluated(context);
        var arguments = new JinjaArguments(Name, [.. Arguments.Select(each => each.Evaluated(context))], named, context.Budget);
        context.Budget.Charge(JinjaValues.SizeOf(target));
        var value = Kind switch
        {
            JinjaCallKind.Filter => JinjaFilters.Apply(target, arguments),
            JinjaCallKind.Test => JinjaTests.Apply(target, arguments),
            JinjaCallKind.Method => JinjaMethods.Apply(target, arguments),
            _ => JinjaFunctions.Apply(arguments),
        };
        context.Budget.Charge(JinjaValues.SizeOf(value));
        return value;
    }
}

internal enum JinjaCallKind
{
    Function,
    Method,
    Filter,
    Test,
}

internal static class ExpressionExtensions
{
    public static object? Evaluated(this IExpression expression, JinjaContext context)
    {
        context.Budget.Charge();
        return expression.Evaluate(context);
    }
}
