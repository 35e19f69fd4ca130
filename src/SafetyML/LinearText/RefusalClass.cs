namespace SafetyML.LinearText;

/// <summary>XSTest's three classes, in the order of the model's outputs.</summary>
internal static class RefusalClass
{
    public const int FullCompliance = 0;
    public const int FullRefusal = 1;
    public const int PartialRefusal = 2;

    public static IReadOnlyList<string> Names { get; } = ["full_compliance", "full_refusal", "partial_refusal"];
}
