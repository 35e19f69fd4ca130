using SafetyML.Torch.Encoders;

namespace SafetyML.Torch.Classification;

/// <summary>One row to train a head on; examples of regression and of ranking can be mixed in one run.</summary>
public sealed record ClassifierExample
{
    private ClassifierExample(ClassifierObjective objective, TextPair text) => (Objective, Text) = (objective, text);

    /// <summary>What is learned.</summary>
    public ClassifierObjective Objective { get; }

    /// <summary>The text; of a ranking the one that should score higher.</summary>
    public TextPair Text { get; }

    /// <summary>Of a ranking the text that should score lower.</summary>
    public TextPair Worse { get; private init; }

    /// <summary>Of a single label the index of the class, from 0.</summary>
    public int Label { get; private init; }

    /// <summary>Of a regression the value of each output.</summary>
    public IReadOnlyList<float> Targets { get; private init; } = [];

    /// <summary>The loss of a step is the mean of its examples by this weight. <value>1, at least 0.</value></summary>
    public float Weight { get; init; } = 1;

    /// <summary>A text and its class, from 0.</summary>
    public static ClassifierExample OfClass(TextPair text, int label) => new(ClassifierObjective.SingleLabel, text) { Label = label };

    /// <summary>A text and the value of each output.</summary>
    public static ClassifierExample OfValue(TextPair text, params IReadOnlyList<float> targets) => new(ClassifierObjective.Regression, text) { Targets = targets };

    /// <summary>Two texts of which the first should score higher.</summary>
    public static ClassifierExample OfRanking(TextPair better, TextPair worse) => new(ClassifierObjective.Ranking, better) { Worse = worse };
}
