namespace SafetyML.Torch.Tokenization;

/// <summary>Reads a tokenizer.json of the <c>tokenizers</c> library (byte-pair encoding, WordPiece or unigram). Its truncation and padding are not applied.</summary>
internal static class TokenizerJsonReader
{
    private const char WordMark = '▁';

    // How long a normalizer may make an added token.
    private const int LongestPrefix = 64, MostGrowth = 16;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the files beside it say.</param>
    /// <exception cref="TokenizerFormatException">The file is damaged or asks for something that is not supported.</exception>
    public static TokenizerDefinition Read(string path, TokenizerSettings settings) => Read(TokenizerJson.Read(path), settings);

    /// <summary>Reads what the file holds.</summary>
    public static TokenizerDefinition Read(TokenizerJson json, TokenizerSettings settings)
    {
        var source = json.Settings;
        var kind = ModelReader.KindOf(source["model"]);
        var vocabulary = ModelReader.ReadVocabulary(json);
        var (steps, modelSpellsBytes) = ReadSplit(source["pre_tokenizer"], settings, kind == "BPE");
        var normalizer = NormalizerReader.Read(source["normalizer"], settings);
        ITokenModel model = kind switch
        {
            "WordPiece" => ModelReader.WordPiece(source["model"], vocabulary),
            "Unigram" => ModelReader.Unigram(json, vocabulary),
            _ => BpeReader.Read(json, vocabulary, modelSpellsBytes),
        };
        if (model is BpeModel { Options.PrefersWholePieces: false } && !modelSpellsBytes && steps.All(step => step.Split is null) && WordPieces.Fit(vocabulary, WordMark))
            steps = [.. steps, WordPieces.Step(WordMark)];
        var added = ReadAddedTokens(source["added_tokens"], settings);
        var all = vocabulary.With(added);
        return new TokenizerDefinition
        {
            Vocabulary = all,
            Model = model,
            Decoder = DecoderReader.Read(source["decoder"]),
            AddedTokens = [.. added.Where(token => !token.IsNormalized)],
            NormalizedTokens = [.. added.Where(token => token.IsNormalized).Select(token => Normalized(token, normalizer))],
            SpecialIds = added.Where(token => token.IsSpecial).Select(token => token.Id).ToHashSet(),
            Normalizer = normalizer,
            Steps = steps,
            Frame = PostProcessorReader.Read(source["post_processor"], all),
        };
    }

    private static AddedToken Normalized(AddedToken token, TextNormalizer? normalizer)
    {
        var content = normalizer?.Normalize(token.Content) ?? token.Content;
        return content.Length <= LongestPrefix + (MostGrowth * token.Content.Length) ? token with { Content = content }
            : throw new TokenizerFormatException($"added_tokens: the normalizer makes '{token.Content}' {content.Length} characters long, which none for text does.");
    }

    /// <summary>Reads an entry of <c>added_tokens</c>.</summary>
    public static AddedToken ReadAddedToken(JsonSource source) => ReadAddedToken(source["id"].Id(), source);

    /// <summary>Reads an added token whose id stands elsewhere.</summary>
    public static AddedToken ReadAddedToken(int id, JsonSource source)
    {
        var special = source["special"].Flag(false);
        return new AddedToken(id, source["content"].Text())
        {
            IsSpecial = special,
            IsSingleWord = source["single_word"].Flag(false),
            TakesLeftSpace = source["lstrip"].Flag(false),
            TakesRightSpace = source["rstrip"].Flag(false),
            IsNormalized = source["normalized"].Flag(!special),
        };
    }

    // The reference library builds the split of this class itself and passes the file's over, so the ids that a model was tuned on come without the latter.
    private static (IReadOnlyList<PipelineStep> Steps, bool ModelSpellsBytes) ReadSplit(JsonSource source, TokenizerSettings settings, bool isBpe)
    {
        if (!isBpe)
            return ([.. PreTokenizerReader.ReadAll(source)], false);
        var (steps, modelSpellsBytes) = PreTokenizerReader.Read(source);
        return modelSpellsBytes && settings.ClassName is ("GPT2Tokenizer" or "GPT2TokenizerFast")
            ? (PreTokenizerReader.Gpt2(settings.AddsPrefixSpace), true)
            : (steps, modelSpellsBytes);
    }

    // Tokens that were added after the file was written stand in the settings only.
    private static AddedToken[] ReadAddedTokens(JsonSource source, TokenizerSettings settings)
    {
        AddedToken[] own = source.IsMissing ? [] : [.. source.Items().Select(ReadAddedToken)];
        if (settings.AddedTokens is not { Count: > 0 } later)
            return own;
        var known = own.Select(token => token.Content).ToHashSet();
        return [.. own, .. later.Where(token => !known.Contains(token.Content))];
    }
}
