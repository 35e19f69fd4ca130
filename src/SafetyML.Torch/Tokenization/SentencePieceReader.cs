using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Reads a SentencePiece model: byte-pair encoding (LLaMA 1 and 2, Mistral) or unigram (DeBERTa-v2 and v3, ALBERT, T5). The package's own <c>LlamaTokenizer</c> is not used: of equal
/// pairs it joins the last first where SentencePiece joins the first, and it does not know user-defined and unused pieces.
/// </summary>
internal static class SentencePieceReader
{
    private const char WordMark = SentencePieceRewrite.WordMark;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the files beside it say.</param>
    /// <exception cref="TokenizerFormatException">The file is damaged, or its algorithm or normalization is not supported.</exception>
    public static TokenizerDefinition Read(string path, TokenizerSettings settings) => Read(File.ReadAllBytes(path), Path.GetFileName(path), settings);

    /// <summary>Reads the content of a file that messages call <paramref name="file"/>.</summary>
    public static TokenizerDefinition Read(ReadOnlySpan<byte> content, string file, TokenizerSettings settings)
    {
        var model = Parse(content, file);
        RequireSupported(model, file);
        var added = SentencePieceFrame.AddedTokens(settings, model.Pieces);
        var all = model.Pieces.With(added);
        var isUnigram = model.ModelType == "unigram";
        var text = model.Pieces.Only(id => model.KindOf(id) is SentencePieceKind.Normal or SentencePieceKind.Unused);
        var kept = new TokenTrie(model.Pieces, [.. model.Ids(SentencePieceKind.UserDefined)]);
        return new TokenizerDefinition
        {
            Vocabulary = all,
            Model = isUnigram ? Unigram(model, all, file, content.Length) : new BpeModel(text, Merges(model, text, file), Options(model, all)),
            Decoder = Decoder(model),
            AddedTokens = added,
            NormalizedTokens = isUnigram ? [] : [.. model.Ids(SentencePieceKind.UserDefined).Select(id => new AddedToken(id, model.Pieces[id].ToString()))],
            SpecialIds = SpecialIds(model, added),
            Normalizer = Normalizer(model, kept, settings, model.AddsDummyPrefix),
            LaterNormalizer = settings.IsLegacy || isUnigram ? null : Normalizer(model, kept, settings, addsPrefix: false),
            Steps = !isUnigram && WordPieces.Fit(text, WordMark) ? [WordPieces.Step(WordMark)] : [],
            Frame = SentencePieceFrame.Read(model, settings, all, file),
            BeginToken = TokenAt(model, model.BeginId),
            EndToken = TokenAt(model, model.EndId),
        };
    }

    private static SentencePieceModel Parse(ReadOnlySpan<byte> content, string file)
    {
        try
        {
            return SentencePieceModel.Parse(content, file);
        }
        catch (FormatException e) when (e is not TokenizerFormatException)
        {
            throw new TokenizerFormatException(
                $"{file} is neither a SentencePiece model ({e.Message}) nor a tiktoken file. Get it again from where the model came from.", e);
        }
    }

    private static void RequireSupported(SentencePieceModel model, string file)
    {
        if (model.ModelType is not ("BPE" or "unigram"))
            throw new TokenizerFormatException($"{file}: the SentencePiece model type is {model.ModelType}; supported are BPE and unigram. Use the model's tokenizer.json.");
        if (model.HasSpaceAsSuffix || !model.EscapesSpaces)
            throw new TokenizerFormatException($"{file}: spaces at the end of words, or not written as U+2581, are not supported. Use the model's tokenizer.json.");
    }

    // A higher score is joined earlier; equal scores have one rank, so that the leftmost goes first.
    private static MergeTable Merges(SentencePieceModel model, Vocabulary text, string file)
    {
        var scores = model.Scores.ToArray();
        scores.AsSpan().Sort();
        var ranks = new int[scores.Length];
        for (var id = 0; id < ranks.Length; id++)
        {
            if (text.Has(id) && text[id].Length > MergeTable.LongestToken)
                throw new TokenizerFormatException($"{file}: piece {id} has {text[id].Length} characters; allowed in byte-pair encoding are {MergeTable.LongestToken}.");
            ranks[id] = text.Has(id) ? CountAbove(model.Scores[id], scores) : TokenRanks.None;
        }

        return new MergeTable(new TokenRanks(model.Pieces, ranks));
    }

    private static int CountAbove(float score, ReadOnlySpan<float> sorted)
    {
        var (start, end) = (0, sorted.Length);
        while (start < end)
        {
            var middle = (start + end) / 2;
            (start, end) = sorted[middle] > score ? (start, middle) : (middle + 1, end);
        }

        return sorted.Length - start;
    }

    private static BpeOptions Options(SentencePieceModel model, Vocabulary all)
    {
        return new BpeOptions
        {
            ByteIds = model.HasByteFallback ? ByteFallbackBuffer.AllIds(all) : null,
            UnknownId = model.Ids(SentencePieceKind.Unknown).Select(id => (int?)id).FirstOrDefault(),
            FusesUnknown = true,
            UnusedIds = model.Ids(SentencePieceKind.Unused).ToHashSet(),
        };
    }

    private static DecoderOptions Decoder(SentencePieceModel model) => new()
    {
        ByteFallback = ByteFallback.PerCharacter,
        Replacements = [(WordMark.ToString(), " ")],
        StripCount = model.AddsDummyPrefix ? 1 : 0,
    };

    private static TextNormalizer Normalizer(SentencePieceModel model, TokenTrie kept, TokenizerSettings settings, bool addsPrefix)
    {
        var rewrite = new SentencePieceRewrite(model.Characters, kept, model.RemovesExtraSpaces, addsPrefix);
        return settings.Flag("do_lower_case", false) ? new TextNormalizer(TextRewrites.Lowercase, rewrite) : new TextNormalizer(rewrite);
    }

    // A user-defined piece costs next to nothing, whatever its length.
    private static UnigramModel Unigram(SentencePieceModel model, Vocabulary all, string file, int size)
    {
        var normal = model.Ids(SentencePieceKind.Normal).Select(id => model.Scores[id]).DefaultIfEmpty();
        var (lowest, highest) = (normal.Min(), normal.Max());
        var scores = model.Scores.ToArray();
        foreach (var id in model.Ids(SentencePieceKind.UserDefined))
            scores[id] = (Encoding.UTF8.GetByteCount(model.Pieces[id]) * highest) - 0.1f;
        var (tokens, count) = (new int[scores.Length], 0);
        for (var id = 0; id < scores.Length; id++)
            if (model.KindOf(id) is SentencePieceKind.Normal or SentencePieceKind.UserDefined)
                tokens[count++] = id;
        var trie = new TokenTrie(model.Pieces, tokens.AsSpan(0, count), nodes => Density.Require(file, size, model.KeptBytes + ((long)TokenTrie.KeptBytes * nodes)));
        return new UnigramModel(trie, id => scores[id], new UnigramOptions
        {
            UnknownId = model.Ids(SentencePieceKind.Unknown).FirstOrDefault(),
            UnknownScore = lowest - (float)UnigramOptions.UnknownPenalty,
            ByteIds = model.HasByteFallback ? ByteFallbackBuffer.AllIds(all) : null,
            AddsInSinglePrecision = true,
        });
    }

    private static HashSet<int> SpecialIds(SentencePieceModel model, IReadOnlyList<AddedToken> added)
        => [.. model.Ids(SentencePieceKind.Control), .. model.Ids(SentencePieceKind.Unknown), .. added.Where(token => token.IsSpecial).Select(token => token.Id)];

    private static string? TokenAt(SentencePieceModel model, int id) => id >= 0 && id < model.Pieces.Count ? model.Pieces[id].ToString() : null;
}
