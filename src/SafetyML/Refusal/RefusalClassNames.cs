namespace SafetyML.Refusal;

/// <summary>The classes as text.</summary>
internal static class RefusalClassNames
{
    /// <summary>The names in the order of <see cref="RefusalClass"/>, which is also the order of the alphabet.</summary>
    public static IReadOnlyList<string> All { get; } = ["full_compliance", "full_refusal", "partial_refusal"];

    public static string Of(RefusalClass value) => All[(int)value];

    /// <summary>The class of a name as <see cref="All"/> spells it; null for another text.</summary>
    public static RefusalClass? Find(ReadOnlySpan<char> name)
    {
        for (var index = 0; index < All.Count; index++)
            if (name.SequenceEqual(All[index]))
                return (RefusalClass)index;
        return null;
    }

    /// <summary>The class of a name, which may carry XSTest's number ("2_full_refusal"); null for another text.</summary>
    public static RefusalClass? Parse(string name) => Find(name.Trim().ToLowerInvariant().TrimStart('1', '2', '3', '_').Replace(' ', '_').Replace('-', '_'));
}
