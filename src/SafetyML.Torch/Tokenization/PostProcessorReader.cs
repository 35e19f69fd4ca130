namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>post_processor</c> of a tokenizer.json: the tokens around a text and around two.</summary>
internal static class PostProcessorReader
{
    private const string Supported = "TemplateProcessing, ByteLevel, BertProcessing, RobertaProcessing, Sequence";

    /// <summary>The tokens around a text.</summary>
    public static TextFrame Read(JsonSource source) => source.IsMissing ? TextFrame.None : Add(TextFrame.None, source);

    private static TextFrame Add(TextFrame frame, JsonSource source)
    {
        var type = source["type"];
        return type.Text() switch
        {
            "Sequence" => source["processors"].Items().Aggregate(frame, Add),
            "ByteLevel" => Trimmed(frame, source),
            "BertProcessing" => Around(frame, TextFrame.Bert(IdOf(source["cls"]), IdOf(source["sep"])), source),
            "RobertaProcessing" => Trimmed(Around(frame, TextFrame.Roberta(IdOf(source["cls"]), IdOf(source["sep"])), source), source),
            "TemplateProcessing" => Around(frame, new TextFrame(Template(source, "single", 1), Template(source, "pair", 2)), source),
            _ => throw type.Error($"is a post-processor that is not supported (supported: {Supported})"),
        };
    }

    private static TextFrame Trimmed(TextFrame frame, JsonSource source)
        => frame with { TrimsOffsets = source["trim_offsets"].Flag(true), HasPrefixSpace = source["add_prefix_space"].Flag(true) };

    private static TextFrame Around(TextFrame inner, TextFrame outer, JsonSource source)
        => inner.Single.Count == 1 && inner.Pair.Count == 2
            ? inner with { Single = outer.Single, Pair = outer.Pair }
            : throw source.Error("is the second post-processor that adds tokens; one is supported");

    private static int IdOf(JsonSource pair)
        => pair.Items().ToList() is [_, var id] ? id.Id() : throw pair.Error("must be a token and its id");

    private static List<FramePart> Template(JsonSource source, string name, int texts)
    {
        var template = source[name];
        if (template.IsMissing && texts == 2)
            return [.. TextFrame.None.Pair]; // the library's own default
        List<FramePart> parts = [];
        foreach (var part in template.Items())
        {
            if (part["Sequence"] is { IsMissing: false } text)
                parts.Add(new FramePart(null, SequenceOf(text["id"]), TypeOf(text)));
            else
                parts.AddRange(IdsOf(source, part["SpecialToken"]).Select(id => new FramePart(id, 0, TypeOf(part["SpecialToken"]))));
        }

        for (var sequence = 0; sequence < 2; sequence++)
            if (parts.Count(part => part.Id is null && part.Sequence == sequence) is var count && count != (sequence < texts ? 1 : 0))
                throw template.Error(count == 0 ? "does not contain the text" : sequence < texts ? "repeats the text" : "contains a second text");
        return parts;
    }

    private static int SequenceOf(JsonSource id) => id.Text() switch
    {
        "A" => 0,
        "B" => 1,
        _ => throw id.Error("must be A or B"),
    };

    private static int TypeOf(JsonSource part) => part["type_id"].IsMissing ? 0 : part["type_id"].Id();

    private static IEnumerable<int> IdsOf(JsonSource source, JsonSource token)
        => source["special_tokens"][token["id"].Text()]["ids"].Items().Select(id => id.Id());
}
