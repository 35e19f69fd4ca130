namespace SafetyML.Torch.Tokenization;

/// <summary>The tokens around a text as the folder's settings have them: its own flags come first, then the tokenizer file, then what the LLaMA class does.</summary>
internal static class FrameSettings
{
    /// <summary>The frame.</summary>
    /// <param name="frame">The tokenizer file's.</param>
    /// <param name="settings">The folder's settings.</param>
    /// <param name="begin">The token before a text, or null.</param>
    /// <param name="end">The token after a text, or null.</param>
    public static TextFrame Apply(TextFrame frame, TokenizerSettings settings, int? begin, int? end)
    {
        var isLlama = settings.ClassName is "LlamaTokenizer" or "LlamaTokenizerFast" or "CodeLlamaTokenizer" or "CodeLlamaTokenizerFast";
        int[] before = [.. frame.Single.TakeWhile(part => part.Id is not null).Select(part => part.Id!.Value)];
        int[] after = [.. frame.Single.Skip(before.Length + 1).Select(part => part.Id).OfType<int>()];
        var addsBegin = settings.AddsBegin ?? (isLlama && before.Length == 0 ? true : null);
        return addsBegin is null && settings.AddsEnd is null
            ? frame
            : TextFrame.Around(Choose(addsBegin, begin, before), Choose(settings.AddsEnd, end, after)) with { TrimsOffsets = frame.TrimsOffsets, HasPrefixSpace = frame.HasPrefixSpace };
    }

    private static int[] Choose(bool? adds, int? id, int[] fromFile) => adds switch
    {
        null => fromFile,
        false => [],
        true => id is { } value && !fromFile.Contains(value) ? [value] : fromFile,
    };
}
