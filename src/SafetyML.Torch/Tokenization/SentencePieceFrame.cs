namespace SafetyML.Torch.Tokenization;

/// <summary>What the classes of tokenizers put around a text and take for special tokens, where the folder has a SentencePiece model alone.</summary>
internal static class SentencePieceFrame
{
    /// <summary>The tokens around a text.</summary>
    /// <param name="model">The model.</param>
    /// <param name="settings">The folder's settings.</param>
    /// <param name="all">All tokens.</param>
    /// <param name="file">The model's name, for messages.</param>
    public static TextFrame Read(SentencePieceModel model, TokenizerSettings settings, Vocabulary all, string file)
    {
        if (settings.Flag("split_by_punct", false))
            throw new TokenizerFormatException($"{file}: \"split_by_punct\" of tokenizer_config.json is not supported. Use the model's tokenizer.json.");
        return FamilyOf(model, settings, all) switch
        {
            "Bert" => TextFrame.Bert(Required("cls_token", "[CLS]"), Required("sep_token", "[SEP]")),
            "T5" => TextFrame.Around([], [Required("eos_token", "</s>")]),
            _ => TextFrame.Around(settings.AddsBegin ?? true && model.BeginId >= 0 && model.BeginId < model.Pieces.Count ? [model.BeginId] : [], []),
        };

        int Required(string role, string otherwise)
            => all.IdOf(settings.Token(role) ?? otherwise) ?? throw new TokenizerFormatException(
                $"{file}: the {role} '{settings.Token(role) ?? otherwise}' is not in the vocabulary. Set \"{role}\" in tokenizer_config.json to a token that is.");
    }

    /// <summary>The added tokens: those that the settings list, else the special tokens of the class, of which new ones follow the model's pieces.</summary>
    public static IReadOnlyList<AddedToken> AddedTokens(TokenizerSettings settings, Vocabulary pieces)
    {
        if (settings.AddedTokens is { Count: > 0 } named)
            return named;
        if (settings.ClassNameOrModels is not { } name || !name.StartsWith("DebertaV2", StringComparison.Ordinal))
            return [];
        var next = pieces.Size;
        string[] special = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", settings.Token("mask_token") ?? "[MASK]"];
        return [.. special.Select(token => new AddedToken(pieces.IdOf(token) ?? next++, token) { IsSpecial = true })];
    }

    private static string FamilyOf(SentencePieceModel model, TokenizerSettings settings, Vocabulary all) => settings.ClassNameOrModels switch
    {
        { } name when name.StartsWith("DebertaV2", StringComparison.Ordinal) || name.StartsWith("Albert", StringComparison.Ordinal) => "Bert",
        { } name when name.StartsWith("T5", StringComparison.Ordinal) => "T5",
        null when model.ModelType == "unigram" && all.IdOf("[CLS]") is not null && all.IdOf("[SEP]") is not null => "Bert",
        null when model.ModelType == "unigram" && model.BeginId < 0 => "T5",
        _ => "Llama",
    };
}
