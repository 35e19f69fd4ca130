using Microsoft.ML;
using SafetyML.Prompts;
using SafetyML.Torch.Chat;

namespace SafetyML.Data;

/// <summary>Reads conversations: <c>messages</c>, ShareGPT's <c>conversations</c>, and instruction rows, which are conversations of one turn.</summary>
internal static class ConversationReader
{
    public static ConversationTable Read(string path, ChatTemplate? template)
    {
        var faults = new RowFaults(path);
        var table = new ConversationTable();
        foreach (var (line, toRow) in InstructionReader.Rows(path, faults))
        {
            try
            {
                var messages = ToMessages(toRow());
                template?.Format(messages);
                table.Add(messages);
            }
            catch (RowFaultException fault)
            {
                faults.Add(line, fault.Message);
            }
            catch (ChatTemplateException refusal) when (refusal.IsRefusal)
            {
                faults.Add(line, $"the chat template refuses it: {refusal.Reason}");
            }
        }
        faults.ThrowIfAny();
        return table.Count > 0 ? table : throw new DataFileException(path, null, "the file holds no rows.");
    }

    /// <summary>The conversations of a view, or its instruction rows as such.</summary>
    public static IEnumerable<IReadOnlyList<ChatMessage>> OfView(IDataView view)
    {
        if (ColumnReader.OptionalTextColumn(view.Schema, ColumnNames.Messages) is { } messages)
            return ColumnReader.ReadText(view, messages).Select(row => MessagesJson.Parse(row[0]));
        var instruction = ColumnReader.TextColumn(view.Schema, ColumnNames.Instruction);
        var input = ColumnReader.OptionalTextColumn(view.Schema, ColumnNames.Input);
        var output = ColumnReader.OptionalTextColumn(view.Schema, ColumnNames.Output);
        return ColumnReader.ReadText(view, instruction, input, output).Select(row => OneTurn(new InstructionRow(row[0], row[1], row[2])));
    }

    private static IReadOnlyList<ChatMessage> ToMessages(SourceRow row)
    {
        var name = row.Has("messages") ? "messages" : row.Has("conversations") ? "conversations" : null;
        if (name is null)
            return OneTurn(InstructionFormat.ToInstruction(row));
        var messages = ChatMessages.ToConversation(row[name], name);
        var system = row.TextOrEmpty("system");
        return system.Length == 0 ? messages
            : messages[0].Role == ChatMessage.System ? throw new RowFaultException("there are two system messages: \"system\" and the first message.")
            : [new ChatMessage(ChatMessage.System, system), .. messages];
    }

    private static IReadOnlyList<ChatMessage> OneTurn(InstructionRow row)
    {
        var user = new ChatMessage(ChatMessage.User, PromptTemplate.ModelChat.Format(row.Instruction, row.Input));
        return row.Output.Length == 0 ? [user] : [user, new ChatMessage(ChatMessage.Assistant, row.Output)];
    }
}
