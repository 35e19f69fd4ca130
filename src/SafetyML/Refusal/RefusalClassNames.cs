namespace SafetyML.Refusal;

/// <summary>The classes as text.</summary>
internal static class RefusalClassNames
{
    /// <summary>The names in the order of <see cref="RefusalClass"/>, which is also the order of the alphabet.</summary>
    public static IReadOnlyList<string> All { get; } = ["full_compliance", "full_refusal", "partial_refusal"];

    public static string Of(RefusalClass value) => All[(int)value];

    /// <summary>The class of a name, which may carry XSTest's number ("2_full_refusal"); null for another text.</summary>
    public static RefusalClass? Parse(string name)
    {
        var text = name.Trim().ToLowerInvariant().TrimStart('1', '2', '3', '_').Replace(' ', '_').Replace('-', '_');
        var index = All.ToList().IndexOf(text);
        return index < 0 ? null : (RefusalClass)index;
    }
}
