namespace SafetyML.Torch.Jinja;

/// <summary>Bounds the tree of one tag, so that neither reading nor evaluating it can exhaust the stack.</summary>
internal sealed class ParserLimits(JinjaTokens tokens)
{
    private const int DeepestNesting = 64;

    // Each link of a chain such as a + b + c makes the tree one deeper, and the evaluation with it.
    private const int MostLinks = 256;
    private int depth;
    private int links;

    /// <summary>Takes the word if it is the wanted one, as a link of a chain.</summary>
    public bool TakeLink(string value)
    {
        if (!tokens.Take(value))
            return false;
        return ++links <= MostLinks ? true : throw tokens.Fault($"an expression has more than {MostLinks} links");
    }

    public IExpression Nested(Func<IExpression> read)
    {
        if (++depth > DeepestNesting)
            throw tokens.Fault("the nesting is too deep");
        var value = read();
        depth--;
        return value;
    }
}
