using System.Text.RegularExpressions;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>pre_tokenizer</c> of a tokenizer.json as pipeline steps.</summary>
internal static class PreTokenizerReader
{
    /// <summary>The split of GPT-2, which the ByteLevel pre-tokenizer applies.</summary>
    public const string Gpt2Pattern = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";

    private const int MostSteps = 16;
    private const int LongestText = 1024;

    private const string Supported = "ByteLevel, Split, Digits, Punctuation, Metaspace, Whitespace, WhitespaceSplit, BertPreTokenizer, CharDelimiterSplit, Sequence";

    /// <summary>Marks the step that spells bytes; as the last step it is left to the model, which then does it only for pieces that it does not know.</summary>
    private static readonly PipelineStep SpellBytes = new(new ByteSpelling());

    /// <summary>The steps, and whether the model has to spell bytes itself.</summary>
    public static (IReadOnlyList<PipelineStep> Steps, bool ModelSpellsBytes) Read(JsonSource source)
    {
        List<PipelineStep> steps = [.. ReadAll(source)];
        var last = steps.Count > 0 && ReferenceEquals(steps[^1], SpellBytes);
        if (last)
            steps.RemoveAt(steps.Count - 1);
        return (steps, last);
    }

    /// <summary>All steps; the model spells nothing.</summary>
    public static IEnumerable<PipelineStep> ReadAll(JsonSource source) => source.IsMissing ? [] : ReadSteps(source);

    /// <summary>The steps of GPT-2's tokenizer class; the model spells bytes.</summary>
    public static IReadOnlyList<PipelineStep> Gpt2(bool addsPrefixSpace) => ByteLevel(addsPrefixSpace, usesRegex: true)[..^1];

    private static IEnumerable<PipelineStep> ReadSteps(JsonSource source)
    {
        var type = source["type"];
        return type.Text() switch
        {
            "Sequence" => source["pretokenizers"].Items(MostSteps).SelectMany(ReadSteps),
            "ByteLevel" => ByteLevel(source["add_prefix_space"].Flag(true), source["use_regex"].Flag(true)),
            "Split" => [Pattern(PatternOf(source["pattern"]), BehaviorOf(source["behavior"]), source["invert"].Flag(false))],
            "Digits" => [Pattern(@"\p{N}", source["individual_digits"].Flag(false) ? SplitBehavior.Isolated : SplitBehavior.Contiguous)],
            "Punctuation" => [new PipelineStep(Split: new PunctuationSplitter(source["behavior"].IsMissing ? SplitBehavior.Isolated : BehaviorOf(source["behavior"])))],
            "Whitespace" => [Pattern($@"[{PatternTranslation.RustWord}]+|[^{PatternTranslation.RustWord}\s]+", SplitBehavior.Removed, inverted: true)],
            "WhitespaceSplit" => [Pattern(@"\s", SplitBehavior.Removed)],
            "BertPreTokenizer" => [new PipelineStep(Split: new WordSplitter())],
            "CharDelimiterSplit" => [Pattern(Regex.Escape(source["delimiter"].Text(LongestText)), SplitBehavior.Removed)],
            "Metaspace" => [Metaspace(source)],
            _ => throw type.Error($"is a pre-tokenizer that is not supported (supported: {Supported})"),
        };
    }

    private static PipelineStep Pattern(string pattern, SplitBehavior behavior, bool inverted = false)
        => new(Split: new PatternPreTokenizer(pattern, behavior, inverted));

    private static List<PipelineStep> ByteLevel(bool addsPrefixSpace, bool usesRegex)
    {
        List<PipelineStep> steps = [];
        if (addsPrefixSpace)
            steps.Add(new PipelineStep(new PrependRewrite(" ", onlyIfMissing: true)));
        if (usesRegex)
            steps.Add(Pattern(Gpt2Pattern, SplitBehavior.Isolated));
        steps.Add(SpellBytes);
        return steps;
    }

    private static string PatternOf(JsonSource pattern)
        => pattern["String"].IsMissing ? pattern["Regex"].Text() : Regex.Escape(pattern["String"].Text(LongestText));

    private static SplitBehavior BehaviorOf(JsonSource behavior)
        => Enum.TryParse<SplitBehavior>(behavior.Text(), out var value) && Enum.IsDefined(value)
            ? value
            : throw behavior.Error($"must be one of {string.Join(", ", Enum.GetNames<SplitBehavior>())}");

    private static PipelineStep Metaspace(JsonSource source)
    {
        var mark = source["replacement"].IsMissing ? "▁" : source["replacement"].Text(LongestText);
        var scheme = source["prepend_scheme"].TextOrNull() ?? (source["add_prefix_space"].Flag(true) ? "always" : "never");
        if (scheme is not ("always" or "first" or "never"))
            throw source["prepend_scheme"].Error("must be always, first or never");
        if (mark.Length == 0)
            throw source["replacement"].Error("must not be empty");
        var replace = new ReplaceRewrite(" ", mark);
        var prepend = new PrependRewrite(mark, onlyIfMissing: true);
        var split = source["split"].Flag(true) ? new PatternPreTokenizer(Regex.Escape(mark), SplitBehavior.MergedWithNext) : null;
        return scheme == "always"
            ? new PipelineStep(new TextNormalizer(replace, prepend), split)
            : new PipelineStep(replace, split, scheme == "first" ? prepend : null);
    }
}
