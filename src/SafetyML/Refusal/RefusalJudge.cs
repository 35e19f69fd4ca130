using System.Text.Json.Serialization;
using SafetyML.Refusal.Rules;

namespace SafetyML.Refusal;

/// <summary>Who decides whether an answer refuses. Each judge can be cited by its name.</summary>
public sealed record RefusalJudge
{
    [JsonConstructor]
    private RefusalJudge(string name, string? folder) => (Name, Folder) = (name, folder);

    /// <summary>XSTest's list of openings (Röttger et al., NAACL 2024), as its script matches them.</summary>
    public static RefusalJudge XsTest { get; } = new("xstest", null);

    /// <summary>GCG's list of substrings (Zou et al., 2023), as llm-attacks matches them.</summary>
    public static RefusalJudge Gcg { get; } = new("gcg", null);

    /// <summary>The list of 29 substrings of Qi et al. (ICLR 2024), as their script matches them.</summary>
    public static RefusalJudge Qi { get; } = new("qi", null);

    /// <summary>Our own rules, which read phrases in context.</summary>
    public static RefusalJudge Rules { get; } = new("rules", null);

    /// <summary>A small model in the assembly, trained by us; works offline.</summary>
    public static RefusalJudge Linear { get; } = new("linear", null);

    /// <summary>The judge's name: <c>xstest</c>, <c>gcg</c>, <c>qi</c>, <c>rules</c>, <c>linear</c> or <c>encoder</c>.</summary>
    public string Name { get; }

    /// <summary>The folder of an encoder; null for the other judges.</summary>
    public string? Folder { get; }

    internal static IReadOnlyList<RefusalJudge> Named { get; } = [XsTest, Gcg, Qi, Rules, Linear];

    private static string Names => string.Join(", ", Named.Select(judge => judge.Name));

    /// <summary>A Hugging Face folder of an encoder with a classification head whose labels tell refusals from answers.</summary>
    public static RefusalJudge Encoder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        return new RefusalJudge("encoder", folder);
    }

    /// <summary>The judge of a name, in small or capital letters, or else the encoder in a folder of that path; <c>./linear</c> is a folder.</summary>
    /// <exception cref="DirectoryNotFoundException">The text is no judge's name, and there is no such folder.</exception>
    public static RefusalJudge Parse(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        if (Named.FirstOrDefault(judge => judge.Name.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } named)
            return named;
        return Directory.Exists(text)
            ? Encoder(text)
            : throw new DirectoryNotFoundException(
                $"The encoder folder '{text}' was not found. Give a Hugging Face folder with a classification head, or one of the judges {Names}.");
    }

    /// <inheritdoc/>
    public override string ToString() => Folder ?? Name;

    internal IEnumerable<string> Faults()
    {
        if (Name == "encoder" ? string.IsNullOrWhiteSpace(Folder) : Folder is not null || Named.All(judge => judge.Name != Name))
            yield return $"Judge is '{Name}'; it must be one of {Names}, or an encoder with its folder.";
    }
}
