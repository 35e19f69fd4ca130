namespace SafetyML.Torch.Jinja;

/// <summary>Bounds one evaluation: every node that is evaluated and every character that is made costs one.</summary>
internal sealed class JinjaBudget(long steps)
{
    private long used;

    public void Charge(long cost = 1)
    {
        used += cost;
        if (used > steps)
            throw new JinjaException($"it needs more than the {steps} steps that its input allows; a chat template needs a few for each character");
    }
}
