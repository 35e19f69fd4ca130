using System.Text.RegularExpressions;

namespace SafetyML.Refusal;

/// <summary>Finds the class behind each label of an encoder.</summary>
internal static partial class LabelClasses
{
    /// <summary>The class of every label, by the given names or else by the words in the label.</summary>
    /// <exception cref="ArgumentException">A label says nothing, or all say the same.</exception>
    public static IReadOnlyList<RefusalClass> Of(IReadOnlyList<string> labels, IReadOnlyDictionary<string, string>? given)
    {
        if (given?.Keys.FirstOrDefault(name => !labels.Contains(name)) is { } stranger)
            throw new ArgumentException($"LabelClasses names the label '{stranger}', which the encoder lacks. Its labels: {string.Join(", ", labels)}.");
        var classes = labels.Select(label => given is not null && given.TryGetValue(label, out var name) ? RefusalClassNames.Parse(name) : Read(label)).ToList();
        var unclear = labels.Where((_, index) => classes[index] is null).ToList();
        if (unclear.Count > 0)
            throw new ArgumentException($"The encoder's labels do not say which are refusals: {string.Join(", ", unclear)}. "
                + $"Set LabelClasses to the class of each: {string.Join(", ", RefusalClassNames.All)}.");
        var known = classes.ConvertAll(value => value!.Value);
        if (labels.Count > 1 && known.Select(value => value == RefusalClass.FullCompliance).Distinct().Count() == 1)
            throw new ArgumentException($"All labels of the encoder mean {(known[0] == RefusalClass.FullCompliance ? "compliance" : "refusal")}: {string.Join(", ", labels)}. "
                + "Set LabelClasses so that both are there.");
        return known;
    }

    private static RefusalClass? Read(string label)
    {
        var words = label.ToLowerInvariant().Replace('_', ' ').Replace('-', ' ');
        if (words.Contains("partial", StringComparison.Ordinal))
            return RefusalClass.PartialRefusal;
        var (refuses, complies) = (Refusing().IsMatch(words), Complying().IsMatch(words));
        if (refuses == complies)
            return null;
        return refuses == Negated().IsMatch(words) ? RefusalClass.FullCompliance : RefusalClass.FullRefusal;
    }

    [GeneratedRegex("refus|reject|declin|denial|deny")]
    private static partial Regex Refusing();

    [GeneratedRegex("compl[iy]|accept|answer|fulfil|normal|respon[sd]")]
    private static partial Regex Complying();

    [GeneratedRegex(@"\b(?:non|not|no|without)\b|\bnon(?=refus|reject|compl|accept)|\bun(?=answer|respon)")]
    private static partial Regex Negated();
}
