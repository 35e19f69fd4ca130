using SafetyML.Refusal;

namespace TrainEmbeddedScorers;

/// <summary>The outputs of the refusal model: the classes of the library by number.</summary>
internal static class RefusalOutputs
{
    public const int FullCompliance = (int)RefusalClass.FullCompliance;
    public const int FullRefusal = (int)RefusalClass.FullRefusal;
    public const int PartialRefusal = (int)RefusalClass.PartialRefusal;

    public static IReadOnlyList<string> Names => RefusalClassNames.All;

    /// <summary>The class that the library reports.</summary>
    public static int Of(ReadOnlySpan<float> probabilities) => (int)new RefusalScore(probabilities[0], probabilities[1], probabilities[2], default, "").Class;
}
