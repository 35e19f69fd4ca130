namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>post_processor</c> of a tokenizer.json: the ids that frame a single text.</summary>
internal static class PostProcessorReader
{
    private const string Supported = "TemplateProcessing, ByteLevel, BertProcessing, RobertaProcessing, Sequence";

    /// <summary>The ids before and after a text.</summary>
    public static (IReadOnlyList<int> Prefix, IReadOnlyList<int> Suffix) Read(JsonSource source)
    {
        if (source.IsMissing)
            return ([], []);
        var type = source["type"];
        return type.Text() switch
        {
            "Sequence" => source["processors"].Items().Select(Read).Aggregate(Around),
            "ByteLevel" => ([], []),
            "BertProcessing" or "RobertaProcessing" => ([PairId(source["cls"])], [PairId(source["sep"])]),
            "TemplateProcessing" => Template(source),
            _ => throw type.Error($"is a post-processor that is not supported (supported: {Supported})"),
        };
    }

    private static (IReadOnlyList<int> Prefix, IReadOnlyList<int> Suffix) Around(
        (IReadOnlyList<int> Prefix, IReadOnlyList<int> Suffix) inner, (IReadOnlyList<int> Prefix, IReadOnlyList<int> Suffix) outer)
        => ([.. outer.Prefix, .. inner.Prefix], [.. inner.Suffix, .. outer.Suffix]);

    private static int PairId(JsonSource pair)
        => pair.Items().ToList() is [_, var id] ? id.Id() : throw pair.Error("must be a token and its id");

    private static (IReadOnlyList<int> Prefix, IReadOnlyList<int> Suffix) Template(JsonSource source)
    {
        List<int> prefix = [];
        List<int> suffix = [];
        var seen = false;
        foreach (var part in source["single"].Items())
        {
            if (!part["Sequence"].IsMissing)
                seen = seen ? throw part.Error("repeats the text") : true;
            else
                (seen ? suffix : prefix).AddRange(source["special_tokens"][part["SpecialToken"]["id"].Text()]["ids"].Items().Select(id => id.Id()));
        }

        return seen ? (prefix, suffix) : throw source["single"].Error("does not contain the text");
    }
}
