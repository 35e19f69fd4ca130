namespace SafetyML.Refusal;

/// <summary>The classes as text.</summary>
internal static class RefusalClassNames
{
    /// <summary>The names in the order of <see cref="RefusalClass"/>, which is also the order of the alphabet.</summary>
    public static IReadOnlyList<string> All { get; } = ["full_compliance", "full_refusal", "partial_refusal"];

    public static string Of(RefusalClass value) => All[(int)value];
}
