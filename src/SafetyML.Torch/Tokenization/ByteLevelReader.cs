using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads vocab.json and merges.txt, the byte-level tokenizers of GPT-2, RoBERTa and Qwen2 in their older form.</summary>
internal static class ByteLevelReader
{
    private const string Qwen2Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    /// <summary>Reads the files.</summary>
    /// <param name="vocabularyPath">vocab.json.</param>
    /// <param name="mergesPath">merges.txt.</param>
    /// <param name="settings">What the files beside them say.</param>
    /// <exception cref="TokenizerFormatException">A file is damaged, or the two contradict each other.</exception>
    public static TokenizerDefinition Read(string vocabularyPath, string mergesPath, TokenizerSettings settings)
    {
        var table = JsonTable.Read(vocabularyPath);
        Density.Require(table.File, new FileInfo(vocabularyPath).Length, (24L * table.Count) + (2L * table.Characters));
        var vocabulary = ModelReader.ReadVocabulary(table);
        var isRoberta = settings.ClassNameOrModels is { } name && (name.Contains("Roberta", StringComparison.Ordinal) || name.StartsWith("Bart", StringComparison.Ordinal));
        var isQwen = settings.ClassNameOrModels is "Qwen2Tokenizer" or "Qwen2TokenizerFast";
        var added = Added(vocabulary, settings, isRoberta);
        return new TokenizerDefinition
        {
            Vocabulary = vocabulary.With(added),
            Model = new BpeModel(vocabulary, BpeReader.ReadMerges(mergesPath, vocabulary), new BpeOptions { SpellsBytes = true }),
            Decoder = new DecoderOptions { SpellsBytes = true },
            AddedTokens = added,
            SpecialIds = added.Where(token => token.IsSpecial).Select(token => token.Id).ToHashSet(),
            Normalizer = isQwen ? new TextNormalizer(new UnicodeNormalizer(NormalizationForm.FormC)) : null,
            Steps = isQwen ? [new PipelineStep(Split: new PatternPreTokenizer(Qwen2Pattern))] : PreTokenizerReader.Gpt2(settings.AddsPrefixSpace),
            Frame = isRoberta ? Roberta(vocabulary, settings, vocabularyPath) : TextFrame.None,
        };
    }

    // RoBERTa's mask takes the space before it.
    private static AddedToken[] Added(Vocabulary vocabulary, TokenizerSettings settings, bool isRoberta)
    {
        if (settings.AddedTokens is { Count: > 0 } named)
            return [.. named];
        string[] special = [.. settings.SpecialTokens, .. isRoberta ? ["<s>", "</s>", "<unk>", "<pad>", "<mask>"] : (string[])["<|endoftext|>"]];
        return [.. special.Distinct().Where(token => vocabulary.IdOf(token) is not null)
            .Select(token => new AddedToken(vocabulary.IdOf(token)!.Value, token)
            {
                IsSpecial = true,
                TakesLeftSpace = isRoberta && token == (settings.Token("mask_token") ?? "<mask>"),
            })];
    }

    private static TextFrame Roberta(Vocabulary vocabulary, TokenizerSettings settings, string path)
    {
        return TextFrame.Roberta(Required("cls_token", "<s>"), Required("sep_token", "</s>")) with
        {
            TrimsOffsets = settings.Flag("trim_offsets", true),
            HasPrefixSpace = settings.AddsPrefixSpace,
        };

        int Required(string role, string otherwise)
            => vocabulary.IdOf(settings.Token(role) ?? otherwise) ?? throw new TokenizerFormatException(
                $"{Path.GetFileName(path)}: the {role} '{settings.Token(role) ?? otherwise}' is not in the vocabulary. Set \"{role}\" in tokenizer_config.json to a token that is.");
    }
}
