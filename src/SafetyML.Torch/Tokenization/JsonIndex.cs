using System.Text.Json;

namespace SafetyML.Torch.Tokenization;

/// <summary>Where the members of a JSON object stand.</summary>
internal sealed class JsonIndex
{
    private const int MostMembers = 1000;

    private readonly ReadOnlyMemory<byte> json;
    private readonly (int Name, int Start, int End)[] members;

    private JsonIndex(ReadOnlyMemory<byte> json)
    {
        this.json = json;
        members = new (int, int, int)[Math.Min(Walk([]), MostMembers + 1)];
        Walk(members);
    }

    /// <summary>The index of an object of a file that has been checked.</summary>
    public static JsonIndex Of(ReadOnlyMemory<byte> json) => new(json);

    /// <summary>Whether there are more members than any tokenizer's file has.</summary>
    public bool IsTooLong => members.Length > MostMembers;

    /// <summary>Checks that bytes are JSON.</summary>
    /// <returns>Where the value begins.</returns>
    /// <exception cref="JsonException">They are not.</exception>
    public static long Check(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        var start = reader.TokenStartIndex;
        while (reader.Read())
        {
        }

        return start;
    }

    /// <summary>The last member of a name as it is written; empty where there is none.</summary>
    /// <exception cref="InvalidOperationException">A name is no text.</exception>
    public ReadOnlyMemory<byte> Find(string name)
    {
        for (var at = members.Length - 1; at >= 0; at--)
        {
            var reader = new Utf8JsonReader(json.Span[members[at].Name..]);
            reader.Read();
            if (reader.ValueTextEquals(name))
                return json[members[at].Start..members[at].End];
        }

        return default;
    }

    /// <summary>As <see cref="Find(string)"/>, of an object that is asked for little.</summary>
    public static ReadOnlyMemory<byte> Find(ReadOnlyMemory<byte> json, string name)
    {
        ReadOnlyMemory<byte> found = default;
        var reader = new Utf8JsonReader(json.Span);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName;)
        {
            var isIt = reader.ValueTextEquals(name);
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (isIt)
                found = json[start..(int)reader.BytesConsumed];
        }

        return found;
    }

    /// <summary>Counts the members and notes as many as there is room for.</summary>
    private int Walk(Span<(int Name, int Start, int End)> noted)
    {
        var count = 0;
        var reader = new Utf8JsonReader(json.Span);
        for (reader.Read(); reader.Read() && reader.TokenType == JsonTokenType.PropertyName; count++)
        {
            var name = (int)reader.TokenStartIndex;
            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            if (count < noted.Length)
                noted[count] = (name, start, (int)reader.BytesConsumed);
        }

        return count;
    }
}
