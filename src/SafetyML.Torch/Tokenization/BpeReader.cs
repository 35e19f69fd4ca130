namespace SafetyML.Torch.Tokenization;

/// <summary>Reads a byte-pair model: the <c>model</c> of a tokenizer.json, or vocab.json and merges.txt.</summary>
internal static class BpeReader
{
    /// <summary>The <c>model</c> of a tokenizer.json.</summary>
    /// <param name="model">The place.</param>
    /// <param name="vocabulary">Its vocabulary.</param>
    /// <param name="spellsBytes">Pieces come as written.</param>
    public static BpeModel Read(JsonSource model, Vocabulary vocabulary, bool spellsBytes)
    {
        foreach (var affix in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
            if (model[affix].TextOrNull() is { Length: > 0 })
                throw model[affix].Error("is not supported; it must be empty");
        if (model["dropout"] is { IsMissing: false } dropout && dropout.Element.ToString() is not ("0" or "0.0"))
            throw dropout.Error("would make the ids random; it must be null");
        return new BpeModel(vocabulary, ReadMerges(model["merges"], vocabulary), ReadOptions(model, vocabulary, spellsBytes));
    }

    /// <summary>The pairs of merges.txt: two tokens in a line; the first line may be a comment.</summary>
    public static MergeTable ReadMerges(string path, Vocabulary vocabulary)
    {
        var merges = new MergeTable();
        var number = 0;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            if (line.Length == 0 || line.StartsWith("#version", StringComparison.Ordinal))
                continue;
            var (left, right) = Split(line) ?? throw Fault("a line must be two tokens with a space between");
            merges.Add(Known(left), Known(right), merges.Count, Known(left + right));
        }

        return merges;
        int Known(string token) => vocabulary.IdOf(token) ?? throw Fault($"the token '{token}' is not in vocab.json");
        TokenizerFormatException Fault(string fault) => new($"{Path.GetFileName(path)}:{number}: {fault}. Get the file again from where the model came from.");
    }

    private static BpeOptions ReadOptions(JsonSource model, Vocabulary vocabulary, bool spellsBytes)
    {
        var unknown = model["unk_token"].TextOrNull();
        return new BpeOptions
        {
            SpellsBytes = spellsBytes,
            PrefersWholePieces = model["ignore_merges"].Flag(false),
            ByteIds = model["byte_fallback"].Flag(false) ? ByteFallbackBuffer.AllIds(vocabulary) : null,
            UnknownId = unknown is null ? null : vocabulary.IdOf(unknown) ?? throw model["unk_token"].Error("is not in model.vocab"),
            FusesUnknown = model["fuse_unk"].Flag(false),
        };
    }

    private static MergeTable ReadMerges(JsonSource source, Vocabulary vocabulary)
    {
        var merges = new MergeTable(source.Count);
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
            return entry.Items().Take(3).ToList() is [var first, var second] ? (first.Text(), second.Text()) : throw entry.Error("must be a pair of tokens");
        return Split(entry.Text()) ?? throw entry.Error("must be two tokens with a space between");
    }

    private static (string Left, string Right)? Split(string text)
    {
        var space = text.IndexOf(' ', StringComparison.Ordinal);
        return space > 0 && space < text.Length - 1 && text.IndexOf(' ', space + 1) < 0 ? (text[..space], text[(space + 1)..]) : null;
    }
}
