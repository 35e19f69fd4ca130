namespace SafetyML.LinearText;

/// <summary>One labelled answer, or one pair of answers to the same prompt.</summary>
internal sealed record TrainingText(string Prompt, string Answer)
{
    /// <summary>The wanted probability of each class; one number for a model of one output.</summary>
    public double[] Target { get; init; } = [1];

    public double Weight { get; init; } = 1;

    /// <summary>For a pair: the answer that must score lower.</summary>
    public string? Lower { get; init; }

    /// <summary>The earlier stages' probabilities, where they must not come from a model that has seen this text.</summary>
    public float[]? Earlier { get; init; }

    public static TrainingText OfClass(string prompt, string answer, int label, int classes)
    {
        var target = new double[classes];
        target[label] = 1;
        return new TrainingText(prompt, answer) { Target = target };
    }
}
