using System.Text.Json;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// A tokenizer.json: its settings, its vocabulary and its merges, which are read value by value. A tokenizer takes at most four times its file, and a constant.
/// </summary>
/// <param name="Settings">The file without the values of the tables, whose places are empty.</param>
/// <param name="Vocabulary">The <c>model.vocab</c>, or null where that is no object or list.</param>
/// <param name="Merges">The <c>model.merges</c>, or null where that is no object or list.</param>
internal sealed record TokenizerJson(JsonSource Settings, JsonTable? Vocabulary, JsonTable? Merges)
{
    /// <summary>Reads a file.</summary>
    /// <exception cref="TokenizerFormatException">The file is not JSON, not an object, or too large.</exception>
    public static TokenizerJson Read(string path) => Parse(JsonSource.ReadBytes(path), Path.GetFileName(path));

    /// <summary>Reads the content of a file that messages call <paramref name="file"/>.</summary>
    /// <exception cref="TokenizerFormatException">It is not JSON or not an object.</exception>
    public static TokenizerJson Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        bytes = JsonSource.Text(bytes, file);
        try
        {
            JsonTable? vocabulary = null, merges = null;
            List<Range> cuts = [];
            var reader = new Utf8JsonReader(bytes.Span);
            var isModel = false;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth > 2)
                    continue;
                if (reader.CurrentDepth == 1 && (isModel = Names(ref reader, "model"u8, file)))
                    vocabulary = merges = null; // of two models the later counts
                else if (reader.CurrentDepth == 2 && isModel && Names(ref reader, "vocab"u8, file))
                    vocabulary = Take(ref reader, bytes, file, "model.vocab", cuts);
                else if (reader.CurrentDepth == 2 && isModel && Names(ref reader, "merges"u8, file))
                    merges = Take(ref reader, bytes, file, "model.merges", cuts);
            }

            var rest = Without(cuts, bytes);
            var settings = JsonSource.Parse(rest, file);
            Density.Require(file, bytes.Length, KeptBytes(vocabulary, merges) + KeptBytes(settings["added_tokens"]) + rest.Length);
            return new TokenizerJson(settings, vocabulary, merges);
        }
        catch (JsonException e)
        {
            throw JsonSource.NoJson(file, e);
        }
    }

    /// <summary>Bytes of a vocabulary, with the trie and the scores of a list, and of its pairs.</summary>
    private static long KeptBytes(JsonTable? vocabulary, JsonTable? merges)
        => vocabulary is null ? 0
            : (vocabulary.Count * (vocabulary.IsList ? 48L : 24)) + (2L * vocabulary.Characters) + (20L * MergeTable.RoomFor(merges?.Count ?? 0, vocabulary.Characters));

    // A token's text is kept twice, with two bytes for each character.
    private static long KeptBytes(JsonSource added)
        => AddedToken.KeptBytes(added.Count) + (added.Kind == JsonValueKind.Array ? added.Items().Sum(token => 4L * token["content"].Size) : 0);

    private static bool Names(ref Utf8JsonReader reader, ReadOnlySpan<byte> name, string file)
    {
        try
        {
            return reader.ValueTextEquals(name);
        }
        catch (InvalidOperationException e)
        {
            throw new TokenizerFormatException($"{file}: {(reader.CurrentDepth == 1 ? "the file" : "model")} holds half of a surrogate pair.", e);
        }
    }

    private static JsonTable? Take(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes, string file, string place, List<Range> cuts)
    {
        reader.Read();
        if (reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.StartArray))
            return null;
        var start = (int)reader.BytesConsumed;
        var table = JsonTable.Read(ref reader, bytes, file, place);
        cuts.Add(start..(int)reader.TokenStartIndex);
        return table;
    }

    private static ReadOnlyMemory<byte> Without(List<Range> cuts, ReadOnlyMemory<byte> bytes)
    {
        if (cuts.Count == 0)
            return bytes;
        var rest = new byte[bytes.Length - cuts.Sum(cut => cut.End.Value - cut.Start.Value)];
        var (done, written) = (0, 0);
        foreach (var cut in cuts.Append(bytes.Length..bytes.Length))
        {
            bytes.Span[done..cut.Start].CopyTo(rest.AsSpan(written));
            written += cut.Start.Value - done;
            done = cut.End.Value;
        }

        return rest;
    }
}
