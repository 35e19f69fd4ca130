using System.Text.Json;

namespace SafetyML.Torch.Tokenization;

/// <summary>Goes along the entries of a JSON list or the members of an object, of a file that has been checked.</summary>
internal sealed class JsonWalk(ReadOnlyMemory<byte> json)
{
    private JsonReaderState state;
    private int position;

    /// <summary>The member's name; empty in a list.</summary>
    public string Name { get; private set; } = "";

    /// <summary>The value as it is written.</summary>
    public ReadOnlyMemory<byte> Value { get; private set; }

    /// <summary>Goes to the next one.</summary>
    /// <exception cref="InvalidOperationException">Its name is no text.</exception>
    public bool Next() => Next(readsName: true);

    /// <summary>As <see cref="Next()"/>, without the name.</summary>
    public bool Skip() => Next(readsName: false);

    private bool Next(bool readsName)
    {
        var reader = new Utf8JsonReader(json.Span[position..], isFinalBlock: true, state);
        if (position == 0)
            reader.Read();
        reader.Read();
        if (reader.TokenType is JsonTokenType.EndArray or JsonTokenType.EndObject)
            return false;
        if (reader.TokenType == JsonTokenType.PropertyName)
        {
            Name = readsName ? reader.GetString()! : "";
            reader.Read();
        }

        var start = position + (int)reader.TokenStartIndex;
        reader.Skip();
        (state, position) = (reader.CurrentState, position + (int)reader.BytesConsumed);
        Value = json[start..position];
        return true;
    }
}
