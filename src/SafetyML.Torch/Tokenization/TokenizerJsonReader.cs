namespace SafetyML.Torch.Tokenization;

/// <summary>Reads a tokenizer.json of the <c>tokenizers</c> library whose model is byte-pair encoding. Its truncation and padding are not applied.</summary>
internal static class TokenizerJsonReader
{
    private const char WordMark = '▁';

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the files beside it say.</param>
    /// <exception cref="TokenizerFormatException">The file is damaged or asks for something that is not supported.</exception>
    public static TokenizerDefinition Read(string path, TokenizerSettings settings) => Read(JsonSource.Read(path), settings);

    /// <summary>Reads what the file holds.</summary>
    public static TokenizerDefinition Read(JsonSource source, TokenizerSettings settings)
    {
        var model = source["model"];
        RequireBpe(model);
        var vocabulary = ReadVocabulary(model["vocab"]);
        var (steps, modelSpellsBytes) = ReadSplit(source["pre_tokenizer"], settings);
        var normalizer = NormalizerReader.Read(source["normalizer"]);
        var options = ReadOptions(model, vocabulary, modelSpellsBytes);
        if (steps.All(step => step.Split is null) && !options.PrefersWholePieces && !modelSpellsBytes && WordPieces.Fit(vocabulary, WordMark))
            steps = [.. steps, WordPieces.Step(WordMark)];
        var bpe = new BpeModel(vocabulary, ReadMerges(model["merges"], vocabulary), options);
        var added = ReadAddedTokens(source["added_tokens"], settings);
        return new TokenizerDefinition
        {
            Vocabulary = WithAdded(vocabulary, added),
            Model = bpe,
            Decoder = DecoderReader.Read(source["decoder"]),
            AddedTokens = [.. added.Where(token => !token.IsNormalized)],
            NormalizedTokens = [.. added.Where(token => token.IsNormalized).Select(token => token with { Content = normalizer?.Normalize(token.Content) ?? token.Content })],
            SpecialIds = added.Where(token => token.IsSpecial).Select(token => token.Id).ToHashSet(),
            Normalizer = normalizer,
            Steps = steps,
            Frame = PostProcessorReader.Read(source["post_processor"]),
        };
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
    private static (IReadOnlyList<PipelineStep> Steps, bool ModelSpellsBytes) ReadSplit(JsonSource source, TokenizerSettings settings)
    {
        var (steps, modelSpellsBytes) = PreTokenizerReader.Read(source);
        return modelSpellsBytes && settings.ClassName is ("GPT2Tokenizer" or "GPT2TokenizerFast")
            ? (PreTokenizerReader.Gpt2(settings.AddsPrefixSpace), true)
            : (steps, modelSpellsBytes);
    }

    private static void RequireBpe(JsonSource model)
    {
        if (model["type"].TextOrNull() is { } type ? type != "BPE" : model["merges"].IsMissing)
            throw model["type"].Error("is a tokenizer model that is not supported (supported: BPE)");
        foreach (var affix in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
            if (model[affix].TextOrNull() is { Length: > 0 })
                throw model[affix].Error("is not supported; it must be empty");
        if (model["dropout"] is { IsMissing: false } dropout && dropout.Element.ToString() is not ("0" or "0.0"))
            throw dropout.Error("would make the ids random; it must be null");
    }

    private static Vocabulary ReadVocabulary(JsonSource source)
    {
        var vocabulary = new Vocabulary();
        foreach (var (token, id) in source.Members())
            vocabulary.Add(token, id.Id());
        return vocabulary.Count > 0 ? vocabulary : throw source.Error("must have at least one token");
    }

    // Tokens that were added after the file was written stand in the settings only.
    private static AddedToken[] ReadAddedTokens(JsonSource source, TokenizerSettings settings)
    {
        AddedToken[] own = source.IsMissing ? [] : [.. source.Items().Select(ReadAddedToken)];
        var known = own.Select(token => token.Content).ToHashSet();
        return [.. own, .. settings.AddedTokens.Where(token => !known.Contains(token.Content))];
    }

    private static Vocabulary WithAdded(Vocabulary model, AddedToken[] added)
    {
        var all = new Vocabulary();
        foreach (var (token, id) in model.Entries)
            all.Add(token, id);
        foreach (var token in added)
            all.Add(token.Content, token.Id);
        return all;
    }

    private static BpeOptions ReadOptions(JsonSource model, Vocabulary vocabulary, bool spellsBytes)
    {
        var unknown = model["unk_token"].TextOrNull();
        return new BpeOptions
        {
            SpellsBytes = spellsBytes,
            PrefersWholePieces = model["ignore_merges"].Flag(false),
            ByteIds = model["byte_fallback"].Flag(false) ? ByteIds(vocabulary) : null,
            UnknownId = unknown is null ? null : vocabulary.IdOf(unknown) ?? throw model["unk_token"].Error("is not in model.vocab"),
            FusesUnknown = model["fuse_unk"].Flag(false),
        };
    }

    private static int[]? ByteIds(Vocabulary vocabulary)
    {
        var ids = Enumerable.Range(0, 256).Select(value => vocabulary.IdOf(ByteFallbackBuffer.Name(value))).OfType<int>().ToArray();
        return ids.Length == 256 ? ids : null;
    }

    private static MergeTable ReadMerges(JsonSource source, Vocabulary vocabulary)
    {
        var merges = new MergeTable();
        var rank = 0;
        foreach (var entry in source.Items())
        {
            var (left, right) = ReadPair(entry);
            merges.Add(Known(left), Known(right), rank++, Known(left + right));
            int Known(string token) => vocabulary.IdOf(token) ?? throw entry.Error($"needs the token '{token}', which is not in model.vocab");
        }

        return merges;
    }

    private static (string Left, string Right) ReadPair(JsonSource entry)
    {
        if (entry.Element.ValueKind == System.Text.Json.JsonValueKind.Array)
            return entry.Items().ToList() is [var first, var second] ? (first.Text(), second.Text()) : throw entry.Error("must be a pair of tokens");
        var text = entry.Text();
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space < text.Length - 1 && text.IndexOf(' ', space + 1) < 0
            ? (text[..space], text[(space + 1)..])
            : throw entry.Error("must be two tokens with a space between");
    }
}
