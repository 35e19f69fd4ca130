using SafetyML.Torch.Models;

namespace SafetyML.Torch.Lora;

/// <summary>Finds the layers that the targets of an adapter name.</summary>
internal static class LoraTargets
{
    /// <summary>The layers, in the order of the model, that any target names.</summary>
    /// <exception cref="ArgumentException">A target matches no layer; the message suggests one.</exception>
    public static IReadOnlyList<(string Name, Projection Layer)> Find(ILoraHost model, IReadOnlyList<string> targets)
    {
        var layers = model.Projections().ToList();
        if (targets.Contains(LoraOptions.AllLinear))
            return layers;
        foreach (string target in targets)
            if (!layers.Exists(layer => LayerPattern.IsNameOrSuffix(layer.Name, target)))
                throw new ArgumentException(NoMatch(target, layers.Select(layer => layer.Name)));
        return layers.FindAll(layer => targets.Any(target => LayerPattern.IsNameOrSuffix(layer.Name, target)));
    }

    private static string NoMatch(string target, IEnumerable<string> paths)
    {
        string[] names = [.. paths.Select(path => path[(path.LastIndexOf('.') + 1)..]).Distinct().Order(StringComparer.Ordinal)];
        string last = target[(target.LastIndexOf('.') + 1)..];
        string nearest = names.MinBy(name => EditDistance(name, last))!;
        string hint = EditDistance(nearest, last) is > 0 and <= 3
            ? $"Did you mean '{nearest}'?"
            : $"Linear layers: {string.Join(", ", names)}, or {LoraOptions.AllLinear}.";
        return $"No linear layer matches '{target}'. {hint}";
    }

    /// <summary>The least number of letters to insert, delete or replace (Levenshtein).</summary>
    private static int EditDistance(string first, string second)
    {
        int[] row = [.. Enumerable.Range(0, second.Length + 1)];
        for (int i = 1; i <= first.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= second.Length; j++)
            {
                int replaced = diagonal + (first[i - 1] == second[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }
        return row[^1];
    }
}
