namespace SafetyML.Torch.Jinja;

/// <summary>
/// The part of the Jinja language that chat templates are written in, as a pure evaluator: from values to text.
/// </summary>
/// <remarks>
/// Nothing of a template is executed in the sense of a program that acts. Values are texts, numbers, lists and dictionaries that the caller made; filters, tests,
/// methods and functions come from closed lists of ours, each a pure function of its arguments; there is no way to name a type, a member of an object, a file,
/// the clock or the network. Statements that could call back or read (<c>macro</c>, <c>call</c>, <c>import</c>, <c>include</c>, <c>extends</c>) are refused when the
/// template is read. Source, nesting, steps and characters are bounded, so every evaluation ends.
/// </remarks>
internal sealed class JinjaTemplate
{
    /// <summary>The longest source, in characters.</summary>
    public const int LongestSource = 1 << 17;

    private readonly IStatement body;

    private JinjaTemplate(IStatement body) => this.body = body;

    /// <exception cref="JinjaException">The source is too long, is not valid, or holds a statement that is not supported.</exception>
    public static JinjaTemplate Parse(string source) => source.Length <= LongestSource
        ? new JinjaTemplate(JinjaParser.Read(source))
        : throw new JinjaException($"it has {source.Length} characters; at most {LongestSource} are read");

    /// <summary>The text for some values.</summary>
    /// <param name="values">What the template sees.</param>
    /// <param name="steps">The most steps and characters.</param>
    /// <exception cref="JinjaException">The template refuses the values, or cannot be evaluated.</exception>
    public TracedText Render(IEnumerable<KeyValuePair<string, object?>> values, long steps)
    {
        var scope = new JinjaScope();
        foreach (var (name, value) in values)
            scope.Set(name, value);
        var output = new JinjaOutput();
        body.Execute(new JinjaContext(scope, output, new JinjaBudget(steps)));
        return output.ToText();
    }
}
