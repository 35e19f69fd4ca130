namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>model</c> of a tokenizer.json.</summary>
internal static class ModelReader
{
    private const int LongestToken = 1024;
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
    public static Vocabulary ReadVocabulary(JsonSource model)
    {
        var source = model["vocab"];
        var vocabulary = new Vocabulary(source.Count);
        if (source.Element.ValueKind == System.Text.Json.JsonValueKind.Array)
        {
            foreach (var entry in source.Items())
                vocabulary.Add(Pair(entry).Token.Text(), vocabulary.Count, entry);
        }
        else
        {
            foreach (var (token, id) in source.Members())
                vocabulary.Add(token, id.Id(), id);
        }

        return vocabulary.Count > 0 ? vocabulary : throw source.Error("must have at least one token");
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
    public static UnigramModel Unigram(JsonSource model, Vocabulary vocabulary)
    {
        var trie = new TokenTrie();
        var lowest = double.PositiveInfinity;
        var id = 0;
        foreach (var entry in model["vocab"].Items())
        {
            var (token, score) = Pair(entry);
            if (token.Text().Length > LongestToken)
                throw token.Error($"has more than {LongestToken} characters");
            trie.Add(token.Text(), id++, score.Number());
            lowest = Math.Min(lowest, score.Number());
        }

        var unknown = model["unk_id"].IsMissing ? throw model["unk_id"].Error("must be the id of the token for unknown characters") : model["unk_id"].Id();
        if (vocabulary.TokenOf(unknown) is null)
            throw model["unk_id"].Error("is not in model.vocab");
        return new UnigramModel(trie, new UnigramOptions
        {
            UnknownId = unknown,
            UnknownScore = lowest - UnigramOptions.UnknownPenalty,
            ByteIds = model["byte_fallback"].Flag(false) ? ByteFallbackBuffer.Ids(vocabulary) : null,
            Spelled = vocabulary,
        });
    }

    private static (JsonSource Token, JsonSource Score) Pair(JsonSource entry)
        => entry.Items().Take(3).ToList() is [var token, var score] ? (token, score) : throw entry.Error("must be a token and its score");
}
