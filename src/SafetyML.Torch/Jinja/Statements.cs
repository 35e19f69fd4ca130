namespace SafetyML.Torch.Jinja;

internal sealed record Written(TracedText Text) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        context.Budget.Charge(Text.Length);
        context.Output.Write(Text);
        return JinjaFlow.Next;
    }
}

internal sealed record Printed(IExpression Value) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        var text = JinjaValues.Printed(Value.Evaluated(context));
        context.Budget.Charge(text.Length);
        context.Output.Write(text);
        return JinjaFlow.Next;
    }
}

internal sealed record Leave(JinjaFlow Flow) : IStatement
{
    public JinjaFlow Execute(JinjaContext context) => Flow;
}

internal sealed record Sequence(IReadOnlyList<IStatement> Statements) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        foreach (var statement in Statements)
        {
            context.Budget.Charge();
            if (statement.Execute(context) is not JinjaFlow.Next and var flow)
                return flow;
        }
        return JinjaFlow.Next;
    }
}

internal sealed record Conditional(IReadOnlyList<(IExpression Condition, IStatement Body)> Branches, IStatement? Else) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        foreach (var (condition, body) in Branches)
            if (JinjaValues.IsTrue(condition.Evaluated(context)))
                return body.Execute(context);
        return Else?.Execute(context) ?? JinjaFlow.Next;
    }
}

/// <summary><c>{% set name = … %}</c>, <c>{% set a, b = … %}</c>.</summary>
internal sealed record Assignment(IReadOnlyList<string> Names, IExpression Value) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        JinjaValues.Assign(context.Scope, Names, Value.Evaluated(context));
        return JinjaFlow.Next;
    }
}

/// <summary><c>{% set space.name = … %}</c>, allowed for a namespace only.</summary>
internal sealed record MemberAssignment(string Space, string Name, IExpression Value) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        var target = context.Scope.Get(Space) as Namespace ?? throw new JinjaException($"'{Space}' is not a namespace, so its member '{Name}' cannot be set");
        target.Members[Name] = Value.Evaluated(context);
        return JinjaFlow.Next;
    }
}

/// <summary><c>{% set name %}…{% endset %}</c>.</summary>
internal sealed record BlockAssignment(string Name, IStatement Body) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        var inner = context.Inner() with { Output = new JinjaOutput() };
        Body.Execute(inner);
        context.Scope.Set(Name, inner.Output.ToText());
        return JinjaFlow.Next;
    }
}

internal sealed record Loop(IReadOnlyList<string> Names, IExpression Source, IExpression? Condition, IStatement Body, IStatement? Else) : IStatement
{
    public JinjaFlow Execute(JinjaContext context)
    {
        var items = Source.Evaluated(context) is var source && source is Undefined ? [] : Chosen(JinjaValues.Items(source), context);
        for (var i = 0; i < items.Count; i++)
        {
            var inner = context.Inner();
            inner.Scope.Set("loop", Place(items, i));
            JinjaValues.Assign(inner.Scope, Names, items[i]);
            if (Body.Execute(inner) == JinjaFlow.Break)
                break;
        }
        if (items.Count == 0)
            Else?.Execute(context);
        return JinjaFlow.Next;
    }

    private IReadOnlyList<object?> Chosen(IReadOnlyList<object?> items, JinjaContext context)
    {
        context.Budget.Charge(items.Count);
        return Condition is null ? items : [.. items.Where(Holds)];

        bool Holds(object? item)
        {
            var inner = context.Inner();
            JinjaValues.Assign(inner.Scope, Names, item);
            return JinjaValues.IsTrue(Condition.Evaluated(inner));
        }
    }

    private static Dictionary<string, object?> Place(IReadOnlyList<object?> items, int index) => new(StringComparer.Ordinal)
    {
        ["index"] = index + 1L,
        ["index0"] = (long)index,
        ["revindex"] = (long)items.Count - index,
        ["revindex0"] = items.Count - index - 1L,
        ["first"] = index == 0,
        ["last"] = index == items.Count - 1,
        ["length"] = (long)items.Count,
        ["previtem"] = index > 0 ? items[index - 1] : new Undefined("loop.previtem"),
        ["nextitem"] = index + 1 < items.Count ? items[index + 1] : new Undefined("loop.nextitem"),
    };
}
