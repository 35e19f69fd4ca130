namespace SafetyML.Torch.Jinja;

/// <summary>Reads the statements of a template.</summary>
internal sealed class JinjaParser
{
    private const int DeepestNesting = 64;
    private readonly IReadOnlyList<JinjaPart> parts;
    private int position;
    private int depth;

    private JinjaParser(IReadOnlyList<JinjaPart> parts) => this.parts = parts;

    public static IStatement Read(string source)
    {
        var parser = new JinjaParser(JinjaLexer.Read(source));
        var (body, _) = parser.ReadBody(opened: null, line: 1);
        return body;
    }

    /// <summary>Reads up to one of <paramref name="ends"/> and gives the words after its name.</summary>
    private (IStatement Body, JinjaTokens End) ReadBody(string? opened, int line, params string[] ends)
    {
        if (++depth > DeepestNesting)
            throw new JinjaException($"line {line}: statements are nested more than {DeepestNesting} deep");
        List<IStatement> statements = [];
        while (position < parts.Count)
        {
            var part = parts[position++];
            if (part.Kind == JinjaPartKind.Text)
            {
                statements.Add(new Written(JinjaValues.Literal(part.Text)));
                continue;
            }
            var tokens = new JinjaTokens(part.Tokens);
            if (part.Kind == JinjaPartKind.Print)
            {
                statements.Add(new Printed(new ExpressionParser(tokens).ReadTuple()));
                tokens.End();
                continue;
            }
            if (Array.Exists(ends, tokens.Is))
            {
                depth--;
                return (new Sequence(statements), tokens);
            }
            statements.Add(ReadStatement(tokens.Name(), tokens, part.Line));
        }
        depth--;
        return opened is null ? (new Sequence(statements), new JinjaTokens([])) : throw new JinjaException($"line {line}: '{opened}' is not closed");
    }

    private IStatement ReadStatement(string name, JinjaTokens tokens, int line)
    {
        switch (name)
        {
            case "for":
                return ReadLoop(tokens, line);
            case "if":
                return ReadConditional(tokens, line);
            case "set":
                return ReadAssignment(tokens, line);
            case "break" or "continue":
                tokens.End();
                return new Leave(name == "break" ? JinjaFlow.Break : JinjaFlow.Continue);
            case "generation": // marks the assistant's words for another library; the text is the same
                tokens.End();
                return ReadBlock(name, line);
            default:
                throw new JinjaException(
                    $"line {line}: the statement '{name}' is not supported (supported: for, if, set, break, continue, generation)");
        }
    }

    private IStatement ReadBlock(string name, int line)
    {
        var (body, end) = ReadBody(name, line, $"end{name}");
        Close(end);
        return body;
    }

    private Loop ReadLoop(JinjaTokens tokens, int line)
    {
        var names = ReadNames(tokens);
        tokens.Require("in");
        var expressions = new ExpressionParser(tokens);
        var source = expressions.Read(hasCondition: false);
        var condition = tokens.Take("if") ? expressions.Read() : null;
        tokens.End();
        var (body, end) = ReadBody("for", line, "else", "endfor");
        if (!end.Is("else"))
        {
            Close(end);
            return new Loop(names, source, condition, body, null);
        }
        Close(end);
        var (other, last) = ReadBody("for", line, "endfor");
        Close(last);
        return new Loop(names, source, condition, body, other);
    }

    private Conditional ReadConditional(JinjaTokens tokens, int line)
    {
        List<(IExpression, IStatement)> branches = [];
        while (true)
        {
            var condition = new ExpressionParser(tokens).ReadTuple();
            tokens.End();
            var (body, end) = ReadBody("if", line, "elif", "else", "endif");
            branches.Add((condition, body));
            if (end.Take("elif"))
            {
                tokens = end;
                continue;
            }
            var hasElse = end.Is("else");
            Close(end);
            if (!hasElse)
                return new Conditional(branches, null);
            var (other, last) = ReadBody("if", line, "endif");
            Close(last);
            return new Conditional(branches, other);
        }
    }

    private IStatement ReadAssignment(JinjaTokens tokens, int line)
    {
        var names = ReadNames(tokens);
        var member = names.Count == 1 && tokens.Take(".") ? tokens.Name() : null;
        if (member is null && names.Count == 1 && tokens.Current.Kind == JinjaTokenKind.End)
            return new BlockAssignment(names[0], ReadBlock("set", line));
        tokens.Require("=");
        var value = new ExpressionParser(tokens).ReadTuple();
        tokens.End();
        return member is null ? new Assignment(names, value) : new MemberAssignment(names[0], member, value);
    }

    private static List<string> ReadNames(JinjaTokens tokens)
    {
        var hasParentheses = tokens.Take("(");
        List<string> names = [tokens.Name()];
        while (tokens.Take(","))
            names.Add(tokens.Name());
        if (hasParentheses)
            tokens.Require(")");
        return names;
    }

    private static void Close(JinjaTokens end)
    {
        end.Next();
        end.End();
    }
}
