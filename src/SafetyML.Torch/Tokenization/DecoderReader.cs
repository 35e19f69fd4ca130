namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>decoder</c> of a tokenizer.json.</summary>
internal static class DecoderReader
{
    private const string Supported = "ByteLevel, WordPiece, Metaspace, Replace, ByteFallback, Fuse, Strip, Sequence";

    /// <summary>The decoder; without one, tokens are put together with a space between.</summary>
    public static DecoderOptions Read(JsonSource source)
        => source.IsMissing ? new DecoderOptions { Separator = " " } : Add(new DecoderOptions(), source);

    /// <summary>Words with a space between, tokens that continue a word without.</summary>
    public static DecoderOptions WordPiece(DecoderOptions options, string continuation, bool cleansSpaces)
        => options with { Continuation = continuation, CleansSpaces = cleansSpaces, Separator = " " };

    private static DecoderOptions Add(DecoderOptions options, JsonSource source)
    {
        var type = source["type"];
        return type.Text() switch
        {
            "Sequence" => source["decoders"].Items(JsonSource.FewEntries).Aggregate(options, Add),
            "ByteLevel" => options with { SpellsBytes = true },
            "ByteFallback" => options with { ByteFallback = ByteFallback.PerRun },
            "WordPiece" => WordPiece(options, source["prefix"].TextOrNull() ?? "##", source["cleanup"].Flag(true)),
            "Fuse" => options,
            "Replace" => options with { Replacements = [.. options.Replacements, (Literal(source["pattern"]), source["content"].Text())] },
            "Strip" => Strip(options, source),
            "Metaspace" => Metaspace(options, source),
            _ => throw type.Error($"is a decoder that is not supported (supported: {Supported})"),
        };
    }

    private static string Literal(JsonSource pattern)
        => pattern["String"].TextOrNull() is { Length: > 0 } literal ? literal : throw pattern.Error("must be a String that is not empty");

    private static DecoderOptions Strip(DecoderOptions options, JsonSource source)
    {
        var content = source["content"];
        if (content.Text() is not [var character])
            throw content.Error("must be one character");
        if (!source["stop"].IsMissing && source["stop"].Id() != 0)
            throw source["stop"].Error("must be 0: characters at the end of a text cannot be removed while it is still being written");
        return options with { StripCharacter = character, StripCount = source["start"].Id() };
    }

    private static DecoderOptions Metaspace(DecoderOptions options, JsonSource source)
    {
        var mark = source["replacement"].TextOrNull() ?? "▁";
        var removes = (source["prepend_scheme"].TextOrNull() ?? (source["add_prefix_space"].Flag(true) ? "always" : "never")) != "never";
        return options with { Replacements = [.. options.Replacements, (mark, " ")], RemovedFromFirst = removes ? mark : null };
    }
}
