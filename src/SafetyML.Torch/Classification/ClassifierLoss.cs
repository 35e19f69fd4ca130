using static TorchSharp.torch;

namespace SafetyML.Torch.Classification;

/// <summary>The losses of a batch of rows from the head's outputs.</summary>
internal static class ClassifierLoss
{
    /// <summary>The sum over rows of weight times loss, a scalar. The outputs (texts, labels) are those of the rows' texts in order.</summary>
    public static Tensor Sum(Tensor outputs, IReadOnlyList<ClassifierRow> rows)
    {
        using var scope = NewDisposeScope();
        var places = Places(rows);
        var parts = new List<Tensor>();
        foreach (var group in Enumerable.Range(0, rows.Count).GroupBy(row => rows[row].Example.Objective))
        {
            ClassifierExample[] examples = [.. group.Select(row => rows[row].Example)];
            var first = Select(outputs, group.Select(row => places[row]));
            var losses = group.Key switch
            {
                ClassifierObjective.SingleLabel => nn.functional.cross_entropy(
                    first, tensor(examples.Select(example => (long)example.Label).ToArray(), device: outputs.device), reduction: nn.Reduction.None),
                ClassifierObjective.Regression => (first - Targets(examples, outputs.device)).square().mean([1]),
                _ => -(first - Select(outputs, group.Select(row => places[row] + 1))).squeeze(1).log_sigmoid(),
            };
            parts.Add((losses * tensor(examples.Select(example => example.Weight).ToArray(), device: outputs.device)).sum());
        }
        return (parts.Count == 1 ? parts[0] : stack(parts).sum()).MoveToOuterDisposeScope();
    }

    /// <summary>How many rows have the right class or order, and how many have one at all.</summary>
    public static (int Right, int All) Right(float[][] outputs, IReadOnlyList<ClassifierRow> rows)
    {
        int[] places = Places(rows);
        int right = 0, all = 0;
        for (int row = 0; row < rows.Count; row++)
        {
            var example = rows[row].Example;
            if (example.Objective == ClassifierObjective.Regression)
                continue;
            all++;
            float[] first = outputs[places[row]];
            if (example.Objective == ClassifierObjective.Ranking ? first[0] > outputs[places[row] + 1][0] : Array.IndexOf(first, first.Max()) == example.Label)
                right++;
        }
        return (right, all);
    }

    /// <summary>The place of each row's first text.</summary>
    private static int[] Places(IReadOnlyList<ClassifierRow> rows)
    {
        int at = 0;
        return [.. rows.Select(row => (at += row.Texts.Length) - row.Texts.Length)];
    }

    private static Tensor Select(Tensor outputs, IEnumerable<int> places) =>
        outputs.index_select(0, tensor(places.Select(place => (long)place).ToArray(), device: outputs.device));

    private static Tensor Targets(ClassifierExample[] examples, Device device) =>
        tensor(examples.SelectMany(example => example.Targets).ToArray(), device: device).view(examples.Length, -1);
}
