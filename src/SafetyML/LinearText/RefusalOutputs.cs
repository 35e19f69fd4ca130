namespace SafetyML.LinearText;

/// <summary>The outputs of the refusal model: XSTest's three classes.</summary>
internal static class RefusalOutputs
{
    public const int FullCompliance = 0;
    public const int FullRefusal = 1;
    public const int PartialRefusal = 2;

    public static IReadOnlyList<string> Names { get; } = ["full_compliance", "full_refusal", "partial_refusal"];

    /// <summary>The class to report: a refusal where that is likelier than compliance, and then the likelier kind of it. So class and binary view never contradict.</summary>
    public static int Of(ReadOnlySpan<float> probabilities) =>
        probabilities[FullCompliance] >= 0.5f ? FullCompliance : probabilities[PartialRefusal] > probabilities[FullRefusal] ? PartialRefusal : FullRefusal;
}
