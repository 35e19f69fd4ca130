namespace SafetyML.Torch.Training;

/// <summary>Takes rows out for validation, by seed.</summary>
public static class ValidationSplit
{
    /// <summary>Draws <paramref name="amount"/> rows: a count, or a share where it is below 1. Both parts keep the input order.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Negative, not whole above 1, or nothing would be left to train on.</exception>
    public static (IReadOnlyList<T> Training, IReadOnlyList<T> Validation) Draw<T>(IReadOnlyList<T> rows, double amount, int seed)
    {
        ArgumentNullException.ThrowIfNull(rows);
        if (amount is not >= 0 || (amount >= 1 && amount != Math.Floor(amount)))
            throw new ArgumentOutOfRangeException(nameof(amount), amount, "Validation rows must be a whole number, or a share between 0 and 1.");
        var count = amount < 1 ? (int)Math.Round(amount * rows.Count) : (int)Math.Min(amount, int.MaxValue);
        if (count > 0 && count >= rows.Count)
            throw new ArgumentOutOfRangeException(nameof(amount), amount, $"{count} of {rows.Count} rows for validation leave none to train on.");
        var order = Enumerable.Range(0, rows.Count).ToArray();
        new Random(seed).Shuffle(order);
        var drawn = order.Take(count).ToHashSet();
        return ([.. rows.Where((_, row) => !drawn.Contains(row))], [.. rows.Where((_, row) => drawn.Contains(row))]);
    }
}
