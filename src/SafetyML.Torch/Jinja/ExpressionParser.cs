namespace SafetyML.Torch.Jinja;

/// <summary>Reads expressions with Jinja's precedence: a filter binds tighter than any operator.</summary>
internal sealed class ExpressionParser
{
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">", "in"];
    private readonly JinjaTokens tokens;
    private readonly ParserLimits limits;
    private readonly ValueParser values;

    public ExpressionParser(JinjaTokens tokens)
    {
        this.tokens = tokens;
        limits = new ParserLimits(tokens);
        values = new ValueParser(tokens, limits, this);
    }

    /// <summary>An expression, with its <c>… if … else …</c> unless that belongs to a loop.</summary>
    public IExpression Read(bool hasCondition = true) => limits.Nested(() =>
    {
        var value = ReadEither();
        while (hasCondition && limits.TakeLink("if"))
        {
            var condition = ReadEither();
            value = new Choice(condition, value, tokens.Take("else") ? Read() : null);
        }
        return value;
    });

    /// <summary>An expression, or several with commas between them, which make a list.</summary>
    public IExpression ReadTuple()
    {
        var first = Read();
        if (!tokens.Is(","))
            return first;
        List<IExpression> items = [first];
        while (tokens.Take(","))
            items.Add(Read());
        return new ListOf(items);
    }

    private IExpression ReadEither()
    {
        var left = ReadBoth();
        while (limits.TakeLink("or"))
            left = new Either(left, ReadBoth());
        return left;
    }

    private IExpression ReadBoth()
    {
        var left = ReadNegation();
        while (limits.TakeLink("and"))
            left = new Both(left, ReadNegation());
        return left;
    }

    private IExpression ReadNegation() => limits.Nested(() => tokens.Take("not") ? new Negation(ReadNegation()) : ReadComparison());

    private IExpression ReadComparison()
    {
        var first = ReadSum();
        List<(string, IExpression)> others = [];
        while (true)
        {
            if (tokens.Take("not"))
            {
                tokens.Require("in");
                others.Add(("not in", ReadSum()));
            }
            else if (Array.Find(Comparisons, tokens.Take) is { } operation)
                others.Add((operation, ReadSum()));
            else
                return others.Count == 0 ? first : new Comparison(first, others);
        }
    }

    private IExpression ReadSum() => ReadLeft(ReadConcatenation, "+", "-");

    private IExpression ReadConcatenation() => ReadLeft(ReadProduct, "~");

    private IExpression ReadProduct() => ReadLeft(() => ReadUnary(filters: true), "*", "//", "/", "%");

    private IExpression ReadLeft(Func<IExpression> next, params string[] operators)
    {
        var left = next();
        while (Array.Find(operators, limits.TakeLink) is { } operation)
            left = new Arithmetic(operation, left, next());
        return left;
    }

    private IExpression ReadUnary(bool filters)
    {
        var value = tokens.Take("-") ? new Sign(limits.Nested(() => ReadUnary(filters: false)), IsMinus: true)
            : tokens.Take("+") ? new Sign(limits.Nested(() => ReadUnary(filters: false)), IsMinus: false)
            : values.ReadPrimary();
        value = values.ReadPostfix(value);
        return filters ? values.ReadFilters(value) : value;
    }
}
