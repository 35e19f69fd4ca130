using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Reads the SentencePiece form of tokenizer.model (LLaMA 1 and 2, Mistral). The package's own <c>LlamaTokenizer</c> is not used: of equal
/// pairs it joins the last first where SentencePiece joins the first, and it does not know user-defined and unused pieces.
/// </summary>
internal static class SentencePieceReader
{
    private const char WordMark = '▁';

    private static readonly Regex ExtraSpaces = new(" {2,}", RegexOptions.CultureInvariant);

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
        var all = new Vocabulary();
        foreach (var (piece, id) in model.Pieces.Select((piece, id) => (piece.Piece, id)))
            if (all.IdOf(piece) is null)
                all.Add(piece, id);
        var text = Mergeable(model);
        var normalizer = Normalizer(model, addsPrefix: model.AddsDummyPrefix);
        foreach (var token in settings.AddedTokens)
            all.Add(token.Content, token.Id);
        return new TokenizerDefinition
        {
            Vocabulary = all,
            Model = new BpeModel(text, Merges(model, text), Options(model, all)),
            Decoder = Decoder(model),
            AddedTokens = settings.AddedTokens,
            NormalizedTokens = [.. Ids(model, SentencePieceKind.UserDefined).Select(id => new AddedToken(id, model.Pieces[id].Piece))],
            SpecialIds = SpecialIds(model, settings),
            Normalizer = normalizer,
            LaterNormalizer = settings.IsLegacy ? null : Normalizer(model, addsPrefix: false),
            Steps = WordPieces.Fit(text, WordMark) ? [WordPieces.Step(WordMark)] : [],
            Frame = TextFrame.Around(settings.AddsBegin ?? true ? InRange(model, model.BeginId) : [], []),
            BeginToken = InRange(model, model.BeginId) is [var begin] ? model.Pieces[begin].Piece : null,
            EndToken = InRange(model, model.EndId) is [var end] ? model.Pieces[end].Piece : null,
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
        if (model.ModelType != "BPE")
            throw new TokenizerFormatException($"{file}: the SentencePiece model type is {model.ModelType}; supported is BPE. Convert the tokenizer to a byte-pair tokenizer.json.");
        if (model.NormalizesCharacters || model.HasSpaceAsSuffix || !model.EscapesSpaces)
            throw new TokenizerFormatException(
                $"{file}: the SentencePiece normalizer '{model.NormalizerName}' is not supported; supported is identity with spaces before words. Use the model's tokenizer.json.");
    }

    private static Vocabulary Mergeable(SentencePieceModel model)
    {
        var text = new Vocabulary();
        foreach (var id in Ids(model, SentencePieceKind.Normal).Concat(Ids(model, SentencePieceKind.Unused)))
            text.Add(model.Pieces[id].Piece, id);
        return text;
    }

    // A higher score is joined earlier; equal scores have one rank, so that the leftmost goes first.
    private static MergeTable Merges(SentencePieceModel model, Vocabulary text)
    {
        var ranks = text.Entries.Select(entry => model.Pieces[entry.Value].Score).Distinct().OrderDescending()
            .Select((score, rank) => (score, rank)).ToDictionary(pair => pair.score, pair => pair.rank);
        return MergeTable.FromRanks(text, text.Entries.Select(entry => (entry.Key, ranks[model.Pieces[entry.Value].Score])));
    }

    private static BpeOptions Options(SentencePieceModel model, Vocabulary all)
    {
        var bytes = Enumerable.Range(0, 256).Select(value => all.IdOf(ByteFallbackBuffer.Name(value))).OfType<int>().ToArray();
        return new BpeOptions
        {
            ByteIds = model.HasByteFallback && bytes.Length == 256 ? bytes : null,
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

    private static FunctionNormalizer Normalizer(SentencePieceModel model, bool addsPrefix)
        => new(text =>
        {
            if (model.RemovesExtraSpaces)
                text = ExtraSpaces.Replace(text.Trim(' '), " ");
            return text.Length == 0 ? text : ((addsPrefix ? " " : "") + text).Replace(' ', WordMark);
        });

    private static HashSet<int> SpecialIds(SentencePieceModel model, TokenizerSettings settings)
        => [.. Ids(model, SentencePieceKind.Control), .. Ids(model, SentencePieceKind.Unknown), .. settings.AddedTokens.Where(token => token.IsSpecial).Select(token => token.Id)];

    private static IEnumerable<int> Ids(SentencePieceModel model, SentencePieceKind kind)
        => Enumerable.Range(0, model.Pieces.Count).Where(id => model.Pieces[id].Kind == kind);

    private static int[] InRange(SentencePieceModel model, int id) => id >= 0 && id < model.Pieces.Count ? [id] : [];
}
