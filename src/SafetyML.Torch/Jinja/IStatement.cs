namespace SafetyML.Torch.Jinja;

/// <summary>A part of a template that writes or sets something.</summary>
internal interface IStatement
{
    JinjaFlow Execute(JinjaContext context);
}
