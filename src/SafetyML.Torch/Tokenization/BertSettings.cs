namespace SafetyML.Torch.Tokenization;

/// <summary>How BERT's tokenizer rewrites a text.</summary>
/// <param name="Cleans">Controls go, white space becomes spaces.</param>
/// <param name="SpacesChinese">Chinese characters are words of their own.</param>
/// <param name="StripsAccents">Accents go; null: where letters become small.</param>
/// <param name="Lowers">Letters become small.</param>
internal sealed record BertSettings(bool Cleans, bool SpacesChinese, bool? StripsAccents, bool Lowers)
{
    // Classes that build their normalizer from the settings, whatever the tokenizer file says.
    private static readonly string[] Classes = ["Bert", "Electra", "DistilBert", "MobileBert", "LayoutLM", "Funnel", "ConvBert", "Splinter", "SqueezeBert", "Retribert", "DPR"];

    /// <summary>The settings of a folder without tokenizer.json.</summary>
    public static BertSettings Of(TokenizerSettings settings)
        => new(true, settings.Flag("tokenize_chinese_chars", true), settings.FlagOrNull("strip_accents"), settings.Flag("do_lower_case", true));

    /// <summary>What a tokenizer.json says, unless the folder names a class of BERT's kind: then the folder's settings count.</summary>
    public static BertSettings Read(JsonSource source, TokenizerSettings settings)
    {
        var cleans = source["clean_text"].Flag(true);
        return settings.ClassName is { } name && Classes.Any(family => name == $"{family}Tokenizer" || name == $"{family}TokenizerFast")
            ? Of(settings) with { Cleans = cleans }
            : new BertSettings(
                cleans,
                source["handle_chinese_chars"].Flag(true),
                source["strip_accents"].IsMissing ? null : source["strip_accents"].Flag(false),
                source["lowercase"].Flag(true));
    }

    /// <summary>The rewritings, in order.</summary>
    public IEnumerable<ITextRewrite> Rewrites() => TextRewrites.Bert(Cleans, SpacesChinese, StripsAccents ?? Lowers, Lowers);
}
