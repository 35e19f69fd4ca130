namespace SafetyML.Evaluation;

/// <summary>Reads whether a prompt is safe from the text of its label.</summary>
internal sealed class PromptLabels(SafetyEvaluationOptions options)
{
    public PromptKind Of(ReadOnlySpan<char> label)
    {
        var text = label.Trim();
        if (text.IsEmpty)
            return PromptKind.Unlabelled;
        if (IsAny(options.UnsafePromptValues, text))
            return PromptKind.Unsafe;
        if (IsAny(options.SafePromptValues, text))
            return PromptKind.Safe;
        return options.UnsafePromptValues.Count == 0 ? PromptKind.Unsafe
            : options.SafePromptValues.Count == 0 ? PromptKind.Safe
            : PromptKind.Unlabelled;
    }

    private static bool IsAny(IReadOnlyList<string> values, ReadOnlySpan<char> text)
    {
        foreach (var value in values)
        {
            var isStart = value.EndsWith('*');
            var wanted = isStart ? value.AsSpan(0, value.Length - 1) : value;
            if ((isStart ? text[..Math.Min(text.Length, wanted.Length)] : text).Equals(wanted, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }
}
