using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Jinja;

/// <summary>Reads expressions with Jinja's precedence: a filter binds tighter than any operator.</summary>
internal sealed class ExpressionParser(JinjaTokens tokens)
{
    private const int DeepestNesting = 64;

    // Each link of a chain such as a + b + c makes the tree one deeper, and the evaluation with it.
    private const int MostLinks = 256;
    private static readonly string[] Comparisons = ["==", "!=", "<=", ">=", "<", ">", "in"];
    private int depth;
    private int links;

    /// <summary>An expression, with its <c>… if … else …</c> unless that belongs to a loop.</summary>
    public IExpression Read(bool hasCondition = true)
    {
        if (++depth > DeepestNesting)
            throw tokens.Fault("the nesting is too deep");
        var value = ReadEither();
        while (hasCondition && TakeLink("if"))
        {
            var condition = ReadEither();
            value = new Choice(condition, value, tokens.Take("else") ? Read() : null);
        }
        depth--;
        return value;
    }

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
        while (TakeLink("or"))
            left = new Either(left, ReadBoth());
        return left;
    }

    private IExpression ReadBoth()
    {
        var left = ReadNegation();
        while (TakeLink("and"))
            left = new Both(left, ReadNegation());
        return left;
    }

    private IExpression ReadNegation() => Nested(() => tokens.Take("not") ? new Negation(ReadNegation()) : ReadComparison());

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
        while (Array.Find(operators, TakeLink) is { } operation)
            left = new Arithmetic(operation, left, next());
        return left;
    }

    private IExpression ReadUnary(bool filters)
    {
        var value = tokens.Take("-") ? new Sign(Nested(() => ReadUnary(filters: false)), IsMinus: true)
            : tokens.Take("+") ? new Sign(Nested(() => ReadUnary(filters: false)), IsMinus: false)
            : ReadPrimary();
        value = ReadPostfix(value);
        return filters ? ReadFilters(value) : value;
    }

    private IExpression ReadPrimary()
    {
        var token = tokens.Current;
        switch (token.Kind)
        {
            case JinjaTokenKind.Text:
                var text = new StringBuilder();
                while (tokens.Current.Kind == JinjaTokenKind.Text)
                    text.Append(tokens.Next().Value);
                return new Constant(JinjaValues.Literal(text.ToString()));
            case JinjaTokenKind.Integer when long.TryParse(token.Value, CultureInfo.InvariantCulture, out var whole):
                tokens.Next();
                return new Constant(whole);
            case JinjaTokenKind.Float:
                return new Constant(double.Parse(tokens.Next().Value, CultureInfo.InvariantCulture));
            case JinjaTokenKind.Name:
                return ReadName();
        }
        return tokens.Take("(") ? ReadParentheses()
            : tokens.Take("[") ? new ListOf(ReadItems("]"))
            : tokens.Take("{") ? ReadDictionary()
            : throw tokens.Fault("a value is expected");
    }

    private IExpression ReadName()
    {
        var name = tokens.Name();
        if (tokens.Take("("))
            return ReadCall(JinjaCallKind.Function, name, null);
        return name switch
        {
            "true" or "True" => new Constant(true),
            "false" or "False" => new Constant(false),
            "none" or "None" => new Constant(null),
            _ => new Variable(name),
        };
    }

    private IExpression ReadParentheses()
    {
        if (tokens.Take(")"))
            return new ListOf([]);
        var value = Read();
        if (!tokens.Take(","))
        {
            tokens.Require(")");
            return value;
        }
        return new ListOf([value, .. ReadItems(")")]);
    }

    private List<IExpression> ReadItems(string close)
    {
        List<IExpression> items = [];
        while (!tokens.Take(close))
        {
            items.Add(Read());
            if (!tokens.Is(close))
                tokens.Require(",");
        }
        return items;
    }

    private DictionaryOf ReadDictionary()
    {
        List<(IExpression, IExpression)> items = [];
        while (!tokens.Take("}"))
        {
            var key = Read();
            tokens.Require(":");
            items.Add((key, Read()));
            if (!tokens.Is("}"))
                tokens.Require(",");
        }
        return new DictionaryOf(items);
    }

    private IExpression ReadPostfix(IExpression value)
    {
        while (true)
        {
            if (TakeLink("."))
                value = tokens.Current.Kind == JinjaTokenKind.Integer ? new Member(value, ReadPrimary()) : ReadAttribute(value, tokens.Name());
            else if (TakeLink("["))
                value = ReadSubscript(value);
            else
                return value;
        }
    }

    private IExpression ReadAttribute(IExpression target, string name) =>
        tokens.Take("(") ? ReadCall(JinjaCallKind.Method, name, target) : new Member(target, new Constant(JinjaValues.Literal(name)));

    private IExpression ReadSubscript(IExpression target)
    {
        var start = tokens.Is(":") ? null : Read();
        if (start is not null && tokens.Take("]"))
            return new Member(target, start);
        tokens.Require(":");
        var stop = tokens.Is(":") || tokens.Is("]") ? null : Read();
        var step = tokens.Take(":") && !tokens.Is("]") ? Read() : null;
        tokens.Require("]");
        return new SliceOf(target, start, stop, step);
    }

    private IExpression ReadFilters(IExpression value)
    {
        while (true)
        {
            if (TakeLink("|"))
            {
                var name = tokens.Name();
                value = tokens.Take("(") ? ReadCall(JinjaCallKind.Filter, name, value) : new Call(JinjaCallKind.Filter, name, value, [], []);
            }
            else if (TakeLink("is"))
                value = ReadTest(value);
            else
                return value;
        }
    }

    private IExpression ReadTest(IExpression value)
    {
        var isNot = tokens.Take("not");
        var name = tokens.Name();
        Call test;
        if (tokens.Take("("))
            test = ReadCall(JinjaCallKind.Test, name, value);
        else if (StartsArgument())
            test = new Call(JinjaCallKind.Test, name, value, [ReadPostfix(ReadPrimary())], []);
        else
            test = new Call(JinjaCallKind.Test, name, value, [], []);
        return isNot ? new Negation(test) : test;
    }

    private bool StartsArgument() => tokens.Current.Kind is JinjaTokenKind.Text or JinjaTokenKind.Integer or JinjaTokenKind.Float
        || tokens.Is("[") || tokens.Is("{")
        || (tokens.Current.Kind == JinjaTokenKind.Name && !(tokens.Is("else") || tokens.Is("or") || tokens.Is("and") || tokens.Is("if") || tokens.Is("is") || tokens.Is("not") || tokens.Is("in")));

    private Call ReadCall(JinjaCallKind kind, string name, IExpression? target)
    {
        List<IExpression> arguments = [];
        List<(string, IExpression)> named = [];
        while (!tokens.Take(")"))
        {
            var value = Read();
            if (value is Variable key && tokens.Take("="))
                named.Add((key.Name, Read()));
            else
                arguments.Add(value);
            if (!tokens.Is(")"))
                tokens.Require(",");
        }
        return new Call(kind, name, target, arguments, named);
    }

    private bool TakeLink(string value)
    {
        if (!tokens.Take(value))
            return false;
        return ++links <= MostLinks ? true : throw tokens.Fault($"an expression has more than {MostLinks} links");
    }

    private IExpression Nested(Func<IExpression> read)
    {
        if (++depth > DeepestNesting)
            throw tokens.Fault("the nesting is too deep");
        var value = read();
        depth--;
        return value;
    }
}
