using System.Text.Encodings.Web;
using System.Text.Json;
using SafetyML.Torch.Chat;

namespace SafetyML.Data;

/// <summary>A conversation as one text: the JSON array of its messages.</summary>
internal static class MessagesJson
{
    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(IReadOnlyList<ChatMessage> messages)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Plain))
        {
            json.WriteStartArray();
            foreach (var message in messages)
            {
                json.WriteStartObject();
                json.WriteString("role", message.Role);
                json.WriteString("content", message.Content);
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        return System.Text.Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    /// <exception cref="InvalidDataException">The text is no such array, or a conversation that makes no sense.</exception>
    public static IReadOnlyList<ChatMessage> Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return ChatMessages.ToConversation(new JsonField(document.RootElement));
        }
        catch (JsonException fault)
        {
            throw new InvalidDataException($"the conversation is not valid JSON ({fault.Message}); [{{\"role\": \"user\", \"content\": \"…\"}}] is expected.", fault);
        }
        catch (RowFaultException fault)
        {
            throw new InvalidDataException(fault.Message, fault);
        }
    }
}
