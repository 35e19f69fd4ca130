namespace SafetyML.Torch.Jinja;

/// <summary>Where an evaluation stands.</summary>
internal sealed record JinjaContext(JinjaScope Scope, JinjaOutput Output, JinjaBudget Budget)
{
    public JinjaContext Inner() => this with { Scope = new JinjaScope(Scope) };
}
