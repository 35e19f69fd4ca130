namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>post_processor</c> of a tokenizer.json: the tokens around a text and around two.</summary>
internal static class PostProcessorReader
{
    private const string Supported = "TemplateProcessing, ByteLevel, BertProcessing, RobertaProcessing, Sequence";

    /// <summary>The tokens around a text.</summary>
    /// <param name="source">The place.</param>
    /// <param name="vocabulary">All tokens, of which those around a text must be.</param>
    public static TextFrame Read(JsonSource source, Vocabulary vocabulary)
        => source.IsMissing ? TextFrame.None : Add(TextFrame.None, source, vocabulary);

    private static TextFrame Add(TextFrame frame, JsonSource source, Vocabulary vocabulary)
    {
        var type = source["type"];
        return type.Text() switch
        {
            "Sequence" => source["processors"].Items(JsonSource.FewEntries).Aggregate(frame, (inner, processor) => Add(inner, processor, vocabulary)),
            "ByteLevel" => Trimmed(frame, source),
            "BertProcessing" => Around(frame, TextFrame.Bert(IdOf(source["cls"], vocabulary), IdOf(source["sep"], vocabulary)), source),
            "RobertaProcessing" => Trimmed(Around(frame, TextFrame.Roberta(IdOf(source["cls"], vocabulary), IdOf(source["sep"], vocabulary)), source), source),
            "TemplateProcessing" => Around(frame, new TextFrame(Template(source, "single", 1, vocabulary), Template(source, "pair", 2, vocabulary)), source),
            _ => throw type.Error($"is a post-processor that is not supported (supported: {Supported})"),
        };
    }

    private static TextFrame Trimmed(TextFrame frame, JsonSource source)
        => frame with { TrimsOffsets = source["trim_offsets"].Flag(true), HasPrefixSpace = source["add_prefix_space"].Flag(true) };

    private static TextFrame Around(TextFrame inner, TextFrame outer, JsonSource source)
        => inner.Single.Count == 1 && inner.Pair.Count == 2
            ? inner with { Single = outer.Single, Pair = outer.Pair }
            : throw source.Error("is the second post-processor that adds tokens; one is supported");

    private static int IdOf(JsonSource pair, Vocabulary vocabulary)
        => pair.Items().ToList() is [var token, var id] ? Known(token.Text(), id, vocabulary) : throw pair.Error("must be a token and its id");

    private static int Known(string token, JsonSource id, Vocabulary vocabulary)
        => vocabulary.TokenOf(id.Id()) is not null ? id.Id() : throw id.Error($"stands for '{token}', but no token of model.vocab and added_tokens has this id");

    private static List<FramePart> Template(JsonSource source, string name, int texts, Vocabulary vocabulary)
    {
        var template = source[name];
        if (template.IsMissing && texts == 2)
            return [.. TextFrame.None.Pair]; // the library's own default
        List<FramePart> parts = [];
        foreach (var part in template.Items(JsonSource.FewEntries))
        {
            if (part["Sequence"] is { IsMissing: false } text)
                parts.Add(new FramePart(null, SequenceOf(text["id"]), TypeOf(text)));
            else
                parts.AddRange(IdsOf(source, part["SpecialToken"], vocabulary).Select(id => new FramePart(id, 0, TypeOf(part["SpecialToken"]))));
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

    private static IEnumerable<int> IdsOf(JsonSource source, JsonSource token, Vocabulary vocabulary)
    {
        var name = token["id"].Text();
        return source["special_tokens"][name]["ids"].Items(JsonSource.FewEntries).Select(id => Known(name, id, vocabulary));
    }
}
