namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Reads vocab.txt, the vocabulary of BERT and ELECTRA: a token in a line, whose number is its id. The settings beside it say how text is rewritten. The package's own
/// <c>BertTokenizer</c> is not used: it keeps format characters, drops spacing marks, composes what it has decomposed, and counts UTF-16 characters of a word.
/// </summary>
internal static class WordPieceReader
{
    private const int LongestToken = 1024;

    /// <summary>Reads the file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="settings">What the files beside it say.</param>
    /// <exception cref="TokenizerFormatException">The file is no vocabulary or lacks a token that the settings name.</exception>
    public static TokenizerDefinition Read(string path, TokenizerSettings settings)
    {
        var vocabulary = ReadVocabulary(path);
        var begin = Required(settings.Token("cls_token") ?? "[CLS]", "cls_token");
        var separator = Required(settings.Token("sep_token") ?? "[SEP]", "sep_token");
        var unknown = Required(settings.Token("unk_token") ?? "[UNK]", "unk_token");
        string[] special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", .. settings.SpecialTokens];
        AddedToken[] added = settings.AddedTokens is { Count: > 0 } named
            ? [.. named]
            : [.. special.Distinct().Where(token => vocabulary.IdOf(token) is not null).Select(token => new AddedToken(vocabulary.IdOf(token)!.Value, token) { IsSpecial = true })];
        var all = vocabulary.With(added);
        return new TokenizerDefinition
        {
            Vocabulary = all,
            Model = new WordPieceModel(vocabulary, unknown),
            Decoder = DecoderReader.WordPiece(new DecoderOptions(), "##", cleansSpaces: true),
            AddedTokens = added,
            SpecialIds = added.Where(token => token.IsSpecial).Select(token => token.Id).ToHashSet(),
            Normalizer = new TextNormalizer([.. BertSettings.Of(settings).Rewrites()]),
            Steps = [new PipelineStep(Split: new WordSplitter())],
            Frame = TextFrame.Bert(begin, separator),
        };

        int Required(string token, string role)
            => vocabulary.IdOf(token) ?? throw new TokenizerFormatException(
                $"{Path.GetFileName(path)}: the {role} '{token}' is not in the vocabulary. Set \"{role}\" in tokenizer_config.json to a token that is.");
    }

    private static Vocabulary ReadVocabulary(string path)
    {
        var (count, characters) = TextLines.Count(path);
        Density.Require(Path.GetFileName(path), new FileInfo(path).Length, (12L * count) + (2L * characters), factor: 4);
        var vocabulary = new Vocabulary(count, characters);
        using var lines = new TextLines(path);
        while (lines.Next(out var line))
        {
            if (line.Length > LongestToken)
                throw new TokenizerFormatException($"{Path.GetFileName(path)}:{lines.Number}: a token of {line.Length} characters; allowed are {LongestToken}.");
            vocabulary.Add(line.TrimEnd(), vocabulary.Places);
        }

        return vocabulary;
    }
}
