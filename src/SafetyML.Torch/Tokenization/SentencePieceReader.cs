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
        var all = new Vocabulary(model.Pieces.Count);
        foreach (var (piece, id) in model.Pieces.Select((piece, id) => (piece.Piece, id)))
            if (all.IdOf(piece) is null)
                all.Add(piece, id);
        var added = SentencePieceFrame.AddedTokens(settings, all);
        foreach (var token in added)
            all.Add(token.Content, token.Id);
        var isUnigram = model.ModelType == "unigram";
        var text = Mergeable(model);
        return new TokenizerDefinition
        {
            Vocabulary = all,
            Model = isUnigram ? Unigram(model, all) : new BpeModel(text, Merges(model, text, file), Options(model, all)),
            Decoder = Decoder(model),
            AddedTokens = added,
            NormalizedTokens = isUnigram ? [] : [.. Ids(model, SentencePieceKind.UserDefined).Select(id => new AddedToken(id, model.Pieces[id].Piece))],
            SpecialIds = SpecialIds(model, added),
            Normalizer = Normalizer(model, settings, model.AddsDummyPrefix),
            LaterNormalizer = settings.IsLegacy || isUnigram ? null : Normalizer(model, settings, addsPrefix: false),
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
            return SentencePieceModel.Parse(content);
        }
        catch (FormatException e)
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

    private static Vocabulary Mergeable(SentencePieceModel model)
    {
        var text = new Vocabulary();
        foreach (var id in Ids(model, SentencePieceKind.Normal).Concat(Ids(model, SentencePieceKind.Unused)))
            text.Add(model.Pieces[id].Piece, id);
        return text;
    }

    // A higher score is joined earlier; equal scores have one rank, so that the leftmost goes first.
    private static MergeTable Merges(SentencePieceModel model, Vocabulary text, string file)
    {
        if (text.Entries.FirstOrDefault(entry => entry.Key.Length > MergeTable.LongestToken) is { Key: { } piece } entry)
            throw new TokenizerFormatException($"{file}: piece {entry.Value} has {piece.Length} characters; allowed in byte-pair encoding are {MergeTable.LongestToken}.");
        var ranks = text.Entries.Select(entry => model.Pieces[entry.Value].Score).Distinct().OrderDescending()
            .Select((score, rank) => (score, rank)).ToDictionary(pair => pair.score, pair => pair.rank);
        return MergeTable.FromRanks(text, text.Entries.Select(entry => (entry.Key, ranks[model.Pieces[entry.Value].Score])));
    }

    private static BpeOptions Options(SentencePieceModel model, Vocabulary all)
    {
        return new BpeOptions
        {
            ByteIds = model.HasByteFallback ? ByteFallbackBuffer.AllIds(all) : null,
            UnknownId = Ids(model, SentencePieceKind.Unknown).Select(id => (int?)id).FirstOrDefault(),
            FusesUnknown = true,
            UnusedIds = Ids(model, SentencePieceKind.Unused).ToHashSet(),
        };
    }

    private static DecoderOptions Decoder(SentencePieceModel model) => new()
    {
        ByteFallback = ByteFallback.PerCharacter,
        Replacements = [(WordMark.ToString(), " ")],
        StripCount = model.AddsDummyPrefix ? 1 : 0,
    };

    private static TextNormalizer Normalizer(SentencePieceModel model, TokenizerSettings settings, bool addsPrefix)
    {
        var kept = new TokenTrie();
        foreach (var id in Ids(model, SentencePieceKind.UserDefined))
            kept.Add(model.Pieces[id].Piece, id, 0);
        var rewrite = new SentencePieceRewrite(model.Characters, kept, model.RemovesExtraSpaces, addsPrefix);
        return settings.Flag("do_lower_case", false) ? new TextNormalizer(TextRewrites.Lowercase, rewrite) : new TextNormalizer(rewrite);
    }

    // A user-defined piece costs next to nothing, whatever its length.
    private static UnigramModel Unigram(SentencePieceModel model, Vocabulary all)
    {
        var scores = Ids(model, SentencePieceKind.Normal).Select(id => model.Pieces[id].Score).DefaultIfEmpty().ToArray();
        var (lowest, highest) = (scores.Min(), scores.Max());
        var trie = new TokenTrie();
        foreach (var id in Ids(model, SentencePieceKind.Normal))
            trie.Add(model.Pieces[id].Piece, id, model.Pieces[id].Score);
        foreach (var id in Ids(model, SentencePieceKind.UserDefined))
            trie.Add(model.Pieces[id].Piece, id, (Encoding.UTF8.GetByteCount(model.Pieces[id].Piece) * highest) - 0.1f);
        return new UnigramModel(trie, new UnigramOptions
        {
            UnknownId = Ids(model, SentencePieceKind.Unknown).FirstOrDefault(),
            UnknownScore = lowest - (float)UnigramOptions.UnknownPenalty,
            ByteIds = model.HasByteFallback ? ByteFallbackBuffer.AllIds(all) : null,
            AddsInSinglePrecision = true,
        });
    }

    private static HashSet<int> SpecialIds(SentencePieceModel model, IReadOnlyList<AddedToken> added)
        => [.. Ids(model, SentencePieceKind.Control), .. Ids(model, SentencePieceKind.Unknown), .. added.Where(token => token.IsSpecial).Select(token => token.Id)];

    private static IEnumerable<int> Ids(SentencePieceModel model, SentencePieceKind kind)
        => Enumerable.Range(0, model.Pieces.Count).Where(id => model.Pieces[id].Kind == kind);

    private static string? TokenAt(SentencePieceModel model, int id) => id >= 0 && id < model.Pieces.Count ? model.Pieces[id].Piece : null;
}
