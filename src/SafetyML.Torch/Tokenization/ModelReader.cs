namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>model</c> of a tokenizer.json.</summary>
internal static class ModelReader
{
    private const int LongestToken = TokenTrie.LongestToken;
    private const string Supported = "BPE, WordPiece, Unigram";

    /// <summary>The kind of model; older files leave it out.</summary>
    public static string KindOf(JsonSource model)
    {
        var kind = model["type"].TextOrNull()
            ?? (!model["merges"].IsMissing ? "BPE" : !model["unk_id"].IsMissing ? "Unigram" : !model["max_input_chars_per_word"].IsMissing ? "WordPiece" : null);
        return kind is "BPE" or "WordPiece" or "Unigram"
            ? kind
            : throw model["type"].Error($"is a tokenizer model that is not supported (supported: {Supported})");
    }

    /// <summary>The vocabulary.</summary>
    public static Vocabulary ReadVocabulary(TokenizerJson source)
    {
        var place = source.Settings["model"]["vocab"];
        if (source.Vocabulary is not { } table)
            throw place.Error("must be an object");
        var vocabulary = table.IsList ? ReadScored(table) : ReadVocabulary(table);
        return vocabulary.Count > 0 ? vocabulary : throw place.Error("must have at least one token");
    }

    /// <summary>The vocabulary that an object gives: a token is a name, its id the value.</summary>
    public static Vocabulary ReadVocabulary(JsonTable table)
    {
        var vocabulary = new Vocabulary(table.Count, table.Characters);
        for (var entries = table.Entries(); entries.Next();)
        {
            if (entries.Name.Length > LongestToken)
                throw entries.Source.Error($"is a token of {entries.Name.Length} characters; allowed are {LongestToken}");
            if (entries.TryId(out var id) && vocabulary.TryAdd(entries.Name, id))
                continue;
            var source = entries.Source;
            id = source.Id();
            throw source.Error($"gives '{entries.Name}' the id {id}, which '{vocabulary.TokenOf(id)}' has");
        }

        return vocabulary;
    }

    /// <summary>A WordPiece model.</summary>
    public static WordPieceModel WordPiece(JsonSource model, Vocabulary vocabulary)
    {
        var unknown = model["unk_token"].TextOrNull() ?? "[UNK]";
        var longest = model["max_input_chars_per_word"];
        return new WordPieceModel(
            vocabulary,
            vocabulary.IdOf(unknown) ?? throw model["unk_token"].Error("is not in model.vocab"),
            model["continuing_subword_prefix"].TextOrNull() ?? "##",
            longest.IsMissing ? 100 : longest.Id());
    }

    /// <summary>A unigram model.</summary>
    public static UnigramModel Unigram(TokenizerJson source, Vocabulary vocabulary)
    {
        var model = source.Settings["model"];
        if (source.Vocabulary is not { IsList: true } table)
            throw model["vocab"].Error("must be a list");
        var scores = new double[table.Count];
        var next = 0;
        for (var entries = table.Entries(); entries.TryNextScore(out var token, out var score);)
            scores[next++] = score;
        var unknown = model["unk_id"].IsMissing ? throw model["unk_id"].Error("must be the id of the token for unknown characters") : model["unk_id"].Id();
        if (vocabulary.TokenOf(unknown) is null)
            throw model["unk_id"].Error("is not in model.vocab");
        var trie = new TokenTrie(vocabulary, [.. Enumerable.Range(0, scores.Length)]);
        return new UnigramModel(trie, id => scores[id], new UnigramOptions
        {
            UnknownId = unknown,
            UnknownScore = scores.Min() - UnigramOptions.UnknownPenalty,
            ByteIds = model["byte_fallback"].Flag(false) ? ByteFallbackBuffer.Ids(vocabulary) : null,
            Spelled = vocabulary,
        });
    }

    private static Vocabulary ReadScored(JsonTable table)
    {
        var vocabulary = new Vocabulary(table.Count, table.Characters);
        for (var entries = table.Entries(); entries.TryNextScore(out var token, out _);)
        {
            if (token.Length > LongestToken)
                throw entries.Source.Items().First().Error($"has more than {LongestToken} characters");
            vocabulary.Add(token, vocabulary.Places);
        }

        return vocabulary;
    }
}
