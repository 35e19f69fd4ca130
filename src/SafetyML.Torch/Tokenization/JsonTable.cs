using System.Text.Json;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// An object or list of a JSON file that has a value for each token or pair, as bytes: its values are read one by one, because a document of them would cost several
/// times the file.
/// </summary>
internal sealed class JsonTable
{
    private JsonTable(ReadOnlyMemory<byte> bytes, string file, string place, int count, int characters)
    {
        Bytes = bytes;
        File = file;
        Place = place;
        Count = count;
        Characters = characters;
    }

    /// <summary>The object or list as it is written.</summary>
    public ReadOnlyMemory<byte> Bytes { get; }

    /// <summary>The file's name, for messages.</summary>
    public string File { get; }

    /// <summary>Where it stands in the file, as <c>model.vocab</c>.</summary>
    public string Place { get; }

    /// <summary>Number of its values.</summary>
    public int Count { get; }

    /// <summary>Characters of the names of an object, or of the texts in the lists of a list, or more.</summary>
    public int Characters { get; }

    /// <summary>Whether it is a list; else it is an object.</summary>
    public bool IsList => Bytes.Span[0] == (byte)'[';

    /// <summary>Reads a file that is one object.</summary>
    /// <exception cref="TokenizerFormatException">The file is not JSON, not an object, or too large.</exception>
    public static JsonTable Read(string path)
    {
        var file = Path.GetFileName(path);
        var bytes = JsonSource.Text(JsonSource.ReadBytes(path), file);
        try
        {
            var reader = new Utf8JsonReader(bytes.Span);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartObject)
                throw JsonSource.Fragment(bytes, file, "").Error("is not a JSON object");
            var table = Read(ref reader, bytes, file, "");
            reader.Read();
            return table;
        }
        catch (JsonException e)
        {
            throw JsonSource.NoJson(file, e);
        }
    }

    /// <summary>Reads the object or list at which a reader stands, and leaves the reader at its end.</summary>
    public static JsonTable Read(ref Utf8JsonReader reader, ReadOnlyMemory<byte> bytes, string file, string place)
    {
        var (start, depth, count, characters) = ((int)reader.TokenStartIndex, reader.CurrentDepth, 0, 0);
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        while (reader.Read() && reader.CurrentDepth > depth)
        {
            var (level, type) = (reader.CurrentDepth - depth, reader.TokenType);
            var isName = isObject && level == 1 && type == JsonTokenType.PropertyName;
            if (isName || (!isObject && level == 1 && type is not (JsonTokenType.EndObject or JsonTokenType.EndArray)))
                count++;
            if (isName || (!isObject && level == 2 && type == JsonTokenType.String))
                characters += reader.ValueSpan.Length;
        }

        return new JsonTable(bytes[start..(int)reader.BytesConsumed], file, place, count, characters);
    }

    /// <summary>Its values from the first on.</summary>
    public JsonEntries Entries() => new(this);
}
