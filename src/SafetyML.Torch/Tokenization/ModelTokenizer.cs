using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// The tokenizer of a model folder, with the ids that the model was trained on. It is a <see cref="Tokenizer"/>, so it goes wherever ML.NET takes one.
/// Safe for several threads.
/// </summary>
public sealed class ModelTokenizer : Tokenizer
{
    private readonly TokenizerDefinition definition;
    private readonly TextEncoder encoder;
    private readonly TextFrame frame;
    private readonly HashSet<int> special;
    private readonly HashSet<int> known;
    private readonly HashSet<int> added;
    private readonly TextEncoder framed;
    private readonly int? endId;

    internal ModelTokenizer(TokenizerDefinition definition, TokenizerSettings settings)
    {
        this.definition = definition;
        encoder = new TextEncoder(definition);
        BeginId = Id("bos_token") ?? IdOf(definition.BeginToken) ?? settings.ModelId("bos_token_id");
        endId = Id("eos_token") ?? IdOf(definition.EndToken) ?? settings.ModelId("eos_token_id");
        PadId = Id("pad_token") ?? settings.ModelId("pad_token_id");
        frame = FrameSettings.Apply(definition.Frame, settings, BeginId, endId);
        special = [.. definition.SpecialIds, .. settings.SpecialTokens.Select(IdOf).OfType<int>()];
        // A frame is written with special tokens that a SentencePiece file alone does not look for in a text.
        known = new HashSet<int>(definition.AddedTokens.Count + definition.NormalizedTokens.Count);
        known.UnionWith(definition.AddedTokens.Concat(definition.NormalizedTokens).Select(token => token.Id));
        AddedToken[] more = [.. special.Where(id => !known.Contains(id) && TokenOf(id) is not null).Select(id => new AddedToken(id, TokenOf(id)!) { IsSpecial = true })];
        added = more.Length == 0 ? known : [.. known, .. more.Select(token => token.Id)];
        framed = more.Length == 0 ? encoder : new TextEncoder(definition with { AddedTokens = [.. definition.AddedTokens, .. more] });
        int? Id(string role) => IdOf(settings.Token(role));
    }

    /// <summary>The token before a text, or null where the model has none.</summary>
    public int? BeginId { get; }

    /// <summary>The token after a text.</summary>
    /// <exception cref="InvalidOperationException">No file of the folder names one.</exception>
    public int EndId => endId ?? throw new InvalidOperationException(
        "The tokenizer names no end-of-text token. Set \"eos_token\" in tokenizer_config.json or \"eos_token_id\" in config.json.");

    /// <summary>As <see cref="EndId"/>, or null where no file names one.</summary>
    internal int? EndIdOrNull => endId;

    /// <summary>The token that fills up rows, or null where the model has none.</summary>
    public int? PadId { get; }

    /// <summary>The highest id plus one: an embedding needs at least as many rows.</summary>
    public int VocabularySize => definition.Vocabulary.Size;

    /// <inheritdoc/>
    public override Normalizer? Normalizer => definition.Normalizer;

    /// <summary>
    /// Reads the tokenizer of a Hugging Face folder: tokenizer.json, or else tokenizer.model (SentencePiece or tiktoken), spm.model or spiece.model, vocab.json and
    /// merges.txt, or vocab.txt; or of a GGUF file.
    /// </summary>
    /// <param name="folder">The folder or file; tokenizer_config.json, special_tokens_map.json and config.json are read where they are there.</param>
    /// <exception cref="FileNotFoundException">The folder has no tokenizer.</exception>
    /// <exception cref="TokenizerFormatException">A file is damaged or of a kind that is not supported.</exception>
    public static ModelTokenizer Load(string folder) => TokenizerLoader.Load(folder);

    /// <summary>Text to ids.</summary>
    /// <param name="text">The text; special tokens written in it become their ids where the folder's files say so.</param>
    /// <param name="addSpecialTokens">Puts the tokens around it that the folder asks for, as the beginning token.</param>
    public int[] Encode(string text, bool addSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(text);
        return [.. Encode(text, addSpecialTokens, normalizes: true, splits: true)];
    }

    /// <summary>
    /// Text to tokens with the characters that each covers, without the tokens around the text. An added token counts only where <paramref name="allows"/> says so of
    /// its start and length.
    /// </summary>
    internal List<TokenSpan> Trace(string text, Func<int, int, bool> allows)
    {
        var tokens = new List<TokenSpan>((text.Length / 3) + 4);
        framed.Trace(UnicodeText.WithoutLoneSurrogates(text), tokens, normalizes: true, splits: true, allows);
        return tokens;
    }

    /// <summary>Whether a token is one that is found in the text before it is split.</summary>
    internal bool IsAdded(int id) => added.Contains(id);

    /// <summary>One or two texts to ids with the tokens around them that the folder asks for, as a classifier takes them.</summary>
    /// <param name="first">The first text.</param>
    /// <param name="second">The second text, or null.</param>
    /// <param name="maxTokens">The most ids, those around the texts included; null for no limit. The files' own truncation and padding are never applied.</param>
    /// <param name="cut">Where ids go that are too many.</param>
    /// <exception cref="ArgumentOutOfRangeException">Not even the tokens around the texts have room.</exception>
    /// <exception cref="ArgumentException">The text that <paramref name="cut"/> names is too short to be cut enough.</exception>
    public EncodedPair EncodePair(string first, string? second = null, int? maxTokens = null, PairCut cut = PairCut.LongestFirst)
    {
        ArgumentNullException.ThrowIfNull(first);
        var parts = second is null ? frame.Single : frame.Pair;
        List<int>[] texts = [Encode(first, false, true, true), second is null ? [] : Encode(second, false, true, true)];
        if (maxTokens is { } most)
            PairTruncation.Apply(texts[0], texts[1], most, parts.Count(part => part.Id is not null), cut);
        List<int> ids = [];
        List<int> types = [];
        foreach (var part in parts)
        {
            if (part.Id is { } id)
                ids.Add(id);
            else
                ids.AddRange(texts[part.Sequence]);
            while (types.Count < ids.Count)
                types.Add(part.TypeId);
        }

        return new EncodedPair(ids, types);
    }

    /// <summary>Ids to text. Ids that no token has give nothing.</summary>
    /// <param name="ids">The ids.</param>
    /// <param name="skipSpecialTokens">Leaves special tokens out.</param>
    public string Decode(IEnumerable<int> ids, bool skipSpecialTokens = true)
    {
        ArgumentNullException.ThrowIfNull(ids);
        var decoder = CreateDecoder(skipSpecialTokens);
        var text = new StringBuilder();
        foreach (var id in ids)
            text.Append(decoder.Append(id));
        return text.Append(decoder.Complete()).ToString();
    }

    /// <summary>A decoder that takes ids as they are generated.</summary>
    /// <param name="skipSpecialTokens">Leaves special tokens out.</param>
    public StreamingDecoder CreateDecoder(bool skipSpecialTokens = true)
        => new(definition.Vocabulary, definition.Decoder, skipSpecialTokens ? special : new HashSet<int>());

    /// <summary>The id of a token as it stands in the vocabulary, or null.</summary>
    public int? IdOf(string? token) => token is null ? null : definition.Vocabulary.IdOf(token);

    /// <summary>The token of an id as it stands in the vocabulary, or null.</summary>
    public string? TokenOf(int id) => definition.Vocabulary.TokenOf(id);

    /// <summary>Whether a decoding that skips special tokens leaves the id out.</summary>
    public bool IsSpecial(int id) => special.Contains(id);

    /// <inheritdoc/>
    public override string Decode(IEnumerable<int> ids) => Decode(ids, skipSpecialTokens: true);

    /// <inheritdoc/>
    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        ArgumentNullException.ThrowIfNull(ids);
        (idsConsumed, charsWritten) = (0, 0);
        var decoder = CreateDecoder();
        foreach (var id in ids)
        {
            if (!TryWrite(decoder.Append(id), destination, ref charsWritten))
                return OperationStatus.DestinationTooSmall;
            idsConsumed++;
        }

        return TryWrite(decoder.Complete(), destination, ref charsWritten) ? OperationStatus.Done : OperationStatus.DestinationTooSmall;
    }

    /// <inheritdoc/>
    protected override EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        if (settings.MaxTokenCount < int.MaxValue)
            return base.EncodeToIds(text, textSpan, settings);
        text ??= textSpan.ToString();
        return new() { Tokens = Encode(text, true, settings.ConsiderNormalization, settings.ConsiderPreTokenization), CharsConsumed = text.Length };
    }

    /// <inheritdoc/>
    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(settings.MaxTokenCount, nameof(settings));
        text ??= textSpan.ToString();
        var tokens = Trace(UnicodeText.WithoutLoneSurrogates(text), settings.ConsiderNormalization, settings.ConsiderPreTokenization);
        var count = Math.Min(tokens.Count, settings.MaxTokenCount);
        var consumed = count < tokens.Count ? tokens[count - 1].End : text.Length;
        var results = tokens.Take(count).Select(token => new EncodedToken(token.Id, TokenOf(token.Id) ?? "", token.Start..token.End));
        return new() { Tokens = [.. results], CharsConsumed = consumed };
    }

    private static bool TryWrite(string text, Span<char> destination, ref int written)
    {
        if (!text.TryCopyTo(destination[written..]))
            return false;
        written += text.Length;
        return true;
    }

    private List<int> Encode(string text, bool frames, bool normalizes, bool splits)
    {
        text = UnicodeText.WithoutLoneSurrogates(text);
        var ids = new List<int>((text.Length / 3) + 4);
        foreach (var part in frames ? frame.Single : TextFrame.None.Single)
        {
            if (part.Id is { } id)
                ids.Add(id);
            else
                encoder.Encode(text, ids, normalizes, splits);
        }

        return ids;
    }

    private List<TokenSpan> Trace(string text, bool normalizes, bool splits)
    {
        var tokens = new List<TokenSpan>();
        foreach (var part in frame.Single)
        {
            var first = tokens.Count;
            var end = first > 0 ? tokens[^1].End : 0;
            if (part.Id is { } id)
                tokens.Add(new TokenSpan(id, end, end));
            else
                encoder.Trace(text, tokens, normalizes, splits);
            if (part.Id is null && frame.TrimsOffsets)
                OffsetTrimming.Apply(CollectionsMarshal.AsSpan(tokens)[first..], text, definition.Vocabulary, known, frame.HasPrefixSpace);
        }

        return tokens;
    }
}
