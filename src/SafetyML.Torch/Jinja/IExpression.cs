namespace SafetyML.Torch.Jinja;

/// <summary>A part of a template that has a value: null, bool, long, double, <see cref="TracedText"/>, a list, a dictionary,
/// a <see cref="Namespace"/> or <see cref="Undefined"/>.</summary>
internal interface IExpression
{
    object? Evaluate(JinjaContext context);
}
