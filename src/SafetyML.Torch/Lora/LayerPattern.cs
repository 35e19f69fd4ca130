using System.Text.RegularExpressions;
using SafetyML.Torch.Checkpoints;

namespace SafetyML.Torch.Lora;

/// <summary>The matching rules of PEFT between layer paths and names, suffixes or patterns.</summary>
internal static class LayerPattern
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>Whether <paramref name="target"/> is the path or its end, at a dot.</summary>
    public static bool IsNameOrSuffix(string path, string target) =>
        path == target || path.EndsWith($".{target}", StringComparison.Ordinal);

    /// <summary>Whether the regular expression matches the whole path.</summary>
    public static bool IsWhole(string path, string pattern) => Matches(path, pattern, "");

    /// <summary>The value of the first pattern that matches the end of the path, at a dot, or null.</summary>
    public static T? First<T>(string path, IReadOnlyDictionary<string, T> patterns)
        where T : struct
    {
        foreach (var (pattern, value) in patterns)
            if (Matches(path, pattern, @"(?:.*\.)?"))
                return value;
        return null;
    }

    public static bool IsValid(string pattern)
    {
        try
        {
            _ = new Regex(pattern);
            return true;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private static bool Matches(string path, string pattern, string start)
    {
        try
        {
            return Regex.IsMatch(path, $"^{start}(?:{pattern})$", RegexOptions.CultureInvariant, Patience);
        }
        catch (RegexMatchTimeoutException error)
        {
            throw new CheckpointFormatException($"Pattern '{pattern}' takes more than {Patience.TotalSeconds} s to match. Use a simpler one.", error);
        }
    }
}
