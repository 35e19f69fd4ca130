using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Torch.Chat;

namespace SafetyML;

/// <summary>Loads conversations of several turns.</summary>
public static class ConversationDataCatalog
{
    /// <summary>
    /// Loads conversations: JSON or JSON Lines with <c>messages</c> (<c>role</c>, <c>content</c>) or ShareGPT's <c>conversations</c> (<c>from</c>, <c>value</c>, with
    /// <c>system</c> beside them or not), and the files of <c>LoadInstructions</c>, whose rows are conversations of one turn; UTF-8.
    /// </summary>
    /// <param name="catalog">The data catalog, <c>ml.Data</c>.</param>
    /// <param name="path">The file. It is read at once and whole.</param>
    /// <param name="template">Checks every conversation against the chat template that it will be used with; null for no such check.</param>
    /// <returns>Text columns <c>Messages</c> (a JSON array of <c>role</c> and <c>content</c>), <c>Instruction</c> (the last request) and <c>Output</c> (the last
    /// message if it is an answer).</returns>
    /// <exception cref="DataFileException">A row is bad, or the template refuses it: the message gives file, line and fault, and counts the other bad rows.</exception>
    public static IDataView LoadConversations(this DataOperationsCatalog catalog, string path, ChatTemplate? template = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentException.ThrowIfNullOrEmpty(path);
        return ConversationReader.Read(path, template).ToView();
    }

    /// <summary>Makes conversations of one turn out of instruction data or prompts, to ask or tune with them beside longer ones.</summary>
    /// <param name="catalog">The data catalog, <c>ml.Data</c>.</param>
    /// <param name="instructions">Text columns <c>Instruction</c> and, where they are there, <c>Input</c> and <c>Output</c>. Read at once.</param>
    /// <returns>Text columns as those of <see cref="LoadConversations"/>.</returns>
    public static IDataView ToConversations(this DataOperationsCatalog catalog, IDataView instructions)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(instructions);
        var table = new ConversationTable();
        foreach (var messages in ConversationReader.OfView(instructions))
            table.Add(messages);
        return table.ToView();
    }
}
