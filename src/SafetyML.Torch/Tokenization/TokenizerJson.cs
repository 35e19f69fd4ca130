using System.Text.Json;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// A tokenizer.json: its settings as a document, its vocabulary and merges as tables that are read value by value. A byte-pair tokenizer takes less than four times its file, at most
/// seven times one of the shortest tokens and pairs; a unigram's trie takes about ninety bytes more for each character that tokens do not share.
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

            Density.Require(file, bytes.Length, KeptBytes(vocabulary, merges));
            return new TokenizerJson(JsonSource.Parse(Without(cuts, bytes), file), vocabulary, merges);
        }
        catch (JsonException e)
        {
            throw JsonSource.NoJson(file, e);
        }
    }

    /// <summary>Bytes of a vocabulary, with the trie and the scores of a list, and of its pairs.</summary>
    private static long KeptBytes(JsonTable? vocabulary, JsonTable? merges)
        => vocabulary is null ? 0
            : (vocabulary.Count * (vocabulary.IsList ? 40L : 24)) + (2L * vocabulary.Characters) + (20L * MergeTable.RoomFor(merges?.Count ?? 0, vocabulary.Characters));

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
