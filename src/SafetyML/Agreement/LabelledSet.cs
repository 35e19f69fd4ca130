namespace SafetyML.Agreement;

/// <summary>An empty set is an error that says what is empty.</summary>
internal static class LabelledSet
{
    public static void RequireScored(int scored, int unscored, int unlabelled, string label)
    {
        if (scored > 0)
            return;
        throw new InvalidOperationException(unscored + unlabelled == 0
            ? "There is nothing to compare with labels: the data is empty."
            : unscored == 0 ? $"None of the {unlabelled} rows has a label in column '{label}'."
            : $"None of the {unscored} rows with a label in column '{label}' could be scored; {unlabelled} have no label.");
    }
}
