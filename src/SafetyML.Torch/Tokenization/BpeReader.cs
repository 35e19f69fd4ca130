using System.Text.Json;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads a byte-pair model: the <c>model</c> of a tokenizer.json, or vocab.json and merges.txt.</summary>
internal static class BpeReader
{
    /// <summary>The <c>model</c> of a tokenizer.json.</summary>
    /// <param name="source">The file.</param>
    /// <param name="vocabulary">Its vocabulary.</param>
    /// <param name="spellsBytes">Pieces come as written.</param>
    public static BpeModel Read(TokenizerJson source, Vocabulary vocabulary, bool spellsBytes)
    {
        var model = source.Settings["model"];
        foreach (var affix in (string[])["continuing_subword_prefix", "end_of_word_suffix"])
            if (model[affix].TextOrNull() is { Length: > 0 })
                throw model[affix].Error("is not supported; it must be empty");
        if (model["dropout"] is { IsMissing: false } dropout && !(dropout.Kind == JsonValueKind.Number && dropout.Number() == 0))
            throw dropout.Error("would make the ids random; it must be null");
        return new BpeModel(vocabulary, ReadMerges(source, vocabulary), ReadOptions(model, vocabulary, spellsBytes));
    }

    /// <summary>The pairs of merges.txt: two tokens in a line; the first line may be a comment.</summary>
    /// <exception cref="TokenizerFormatException">A line is something else, or the vocabulary lacks one of its tokens.</exception>
    public static MergeTable ReadMerges(string path, Vocabulary vocabulary)
    {
        var room = MergeTable.RoomFor(TextLines.Count(path).Lines, vocabulary.Characters);
        Density.Require(Path.GetFileName(path), new FileInfo(path).Length + vocabulary.Characters, 20L * room, factor: 4);
        var merges = new MergeTable(room);
        using var lines = new TextLines(path);
        while (lines.Next(out var line))
        {
            if (line.IsEmpty || line.StartsWith("#version"))
                continue;
            var space = SpaceIn(line);
            if (space < 0)
                throw lines.Error("a line must be two tokens with a space between");
            line[(space + 1)..].CopyTo(line[space..]);
            merges.Add(Known(line[..space]), Known(line[space..^1]), Known(line[..^1]));
        }

        return merges;
        int Known(ReadOnlySpan<char> token) => vocabulary.TryGetId(token, out var id) ? id : throw lines.Error($"the token '{token}' is not in vocab.json");
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

    private static MergeTable ReadMerges(TokenizerJson source, Vocabulary vocabulary)
    {
        if (source.Merges is not { IsList: true } table)
            throw source.Settings["model"]["merges"].Error("must be a list");
        var merges = new MergeTable(MergeTable.RoomFor(table.Count, vocabulary.Characters));
        for (var entries = table.Entries(); entries.Next();)
        {
            if (entries.TryPair(out var left, out var right, out var joined)
                && vocabulary.TryGetId(left, out var leftId) && vocabulary.TryGetId(right, out var rightId) && vocabulary.TryGetId(joined, out var id))
                merges.Add(leftId, rightId, id);
            else
                throw Fault(entries.Source, vocabulary);
        }

        return merges;
    }

    private static TokenizerFormatException Fault(JsonSource entry, Vocabulary vocabulary)
    {
        var (left, right) = ReadPair(entry);
        var missing = ((string[])[left, right, left + right]).First(token => vocabulary.IdOf(token) is null);
        return entry.Error($"needs the token '{missing}', which is not in model.vocab");
    }

    private static (string Left, string Right) ReadPair(JsonSource entry)
    {
        if (entry.Kind == JsonValueKind.Array)
            return entry.Items().Take(3).ToList() is [var first, var second] ? (first.Text(), second.Text()) : throw entry.Error("must be a pair of tokens");
        var text = entry.Text();
        return SpaceIn(text) is > 0 and var space ? (text[..space], text[(space + 1)..]) : throw entry.Error("must be two tokens with a space between");
    }

    /// <summary>Where the only space of a text is that has a character before it and one behind, or -1.</summary>
    private static int SpaceIn(ReadOnlySpan<char> text)
        => text.IndexOf(' ') is > 0 and var space && space < text.Length - 1 && !text[(space + 1)..].Contains(' ') ? space : -1;
}
