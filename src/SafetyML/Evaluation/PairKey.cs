using SafetyML.Data;
using SafetyML.Prompts;
using SafetyML.Torch.Chat;

namespace SafetyML.Evaluation;

/// <summary>What pairs two answers to the same conversation.</summary>
internal static class PairKey
{
    /// <summary>
    /// Everything that was asked, without the conversation's own last answer: the request of a conversation of one turn, else its messages as JSON, however they
    /// were spaced and escaped. A text that is no conversation is its own key.
    /// </summary>
    public static string OfConversation(string text)
    {
        try
        {
            var asked = Conversation.Asked(MessagesJson.Parse(text));
            return asked is [{ Role: ChatMessage.User } only] ? only.Content : MessagesJson.Write(asked);
        }
        catch (InvalidDataException)
        {
            return text;
        }
    }
}
