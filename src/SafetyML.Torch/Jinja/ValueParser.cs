using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Jinja;

/// <summary>Reads single values with their members, filters and tests.</summary>
internal sealed class ValueParser(JinjaTokens tokens, ParserLimits limits, ExpressionParser expressions)
{
    /// <summary>A literal, a name, a call, or what stands in brackets.</summary>
    public IExpression ReadPrimary()
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
        var value = expressions.Read();
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
            items.Add(expressions.Read());
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
            var key = expressions.Read();
            tokens.Require(":");
            items.Add((key, expressions.Read()));
            if (!tokens.Is("}"))
                tokens.Require(",");
        }
        return new DictionaryOf(items);
    }

    /// <summary>The members and items that follow a value.</summary>
    public IExpression ReadPostfix(IExpression value)
    {
        while (true)
        {
            if (limits.TakeLink("."))
                value = tokens.Current.Kind == JinjaTokenKind.Integer ? new Member(value, ReadPrimary()) : ReadAttribute(value, tokens.Name());
            else if (limits.TakeLink("["))
                value = ReadSubscript(value);
            else
                return value;
        }
    }

    private IExpression ReadAttribute(IExpression target, string name) =>
        tokens.Take("(") ? ReadCall(JinjaCallKind.Method, name, target) : new Member(target, new Constant(JinjaValues.Literal(name)));

    private IExpression ReadSubscript(IExpression target)
    {
        var start = tokens.Is(":") ? null : expressions.Read();
        if (start is not null && tokens.Take("]"))
            return new Member(target, start);
        tokens.Require(":");
        var stop = tokens.Is(":") || tokens.Is("]") ? null : expressions.Read();
        var step = tokens.Take(":") && !tokens.Is("]") ? expressions.Read() : null;
        tokens.Require("]");
        return new SliceOf(target, start, stop, step);
    }

    /// <summary>The filters and tests that follow a value.</summary>
    public IExpression ReadFilters(IExpression value)
    {
        while (true)
        {
            if (limits.TakeLink("|"))
            {
                var name = tokens.Name();
                value = tokens.Take("(") ? ReadCall(JinjaCallKind.Filter, name, value) : new Call(JinjaCallKind.Filter, name, value, [], []);
            }
            else if (limits.TakeLink("is"))
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
        || (tokens.Current.Kind == JinjaTokenKind.Name
            && !(tokens.Is("else") || tokens.Is("or") || tokens.Is("and") || tokens.Is("if") || tokens.Is("is") || tokens.Is("not") || tokens.Is("in")));

    private Call ReadCall(JinjaCallKind kind, string name, IExpression? target)
    {
        List<IExpression> arguments = [];
        List<(string, IExpression)> named = [];
        while (!tokens.Take(")"))
        {
            var value = expressions.Read();
            if (value is Variable key && tokens.Take("="))
                named.Add((key.Name, expressions.Read()));
            else
                arguments.Add(value);
            if (!tokens.Is(")"))
                tokens.Require(",");
        }
        return new Call(kind, name, target, arguments, named);
    }
}
