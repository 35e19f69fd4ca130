using Microsoft.ML;

namespace SafetyML.Data;

/// <summary>General rows followed by a draw of safety rows.</summary>
internal static class SafetyMixture
{
    public static IDataView Mix(IDataView general, IDataView safety, Func<int, int> countFor, int seed)
    {
        if (new[] { general, safety }.Any(view => view.Schema.GetColumnOrNull(ColumnNames.Messages) is not null))
            return MixConversations(general, safety, countFor, seed);
        var pool = Rows(safety, nameof(safety));
        var table = new InstructionTable();
        foreach (var row in Rows(general, nameof(general)))
            table.Add(row);
        foreach (var index in SafetyDraw.Draw(pool.Count, countFor(table.Count), seed))
            table.Add(pool[index]);
        return table.ToView();
    }

    // Instruction rows and conversations mix as conversations: no turn is lost.
    private static TextTable MixConversations(IDataView general, IDataView safety, Func<int, int> countFor, int seed)
    {
        var pool = ConversationReader.OfView(safety).ToList();
        var table = new ConversationTable();
        foreach (var messages in ConversationReader.OfView(general))
            table.Add(messages);
        foreach (var index in SafetyDraw.Draw(pool.Count, countFor(table.Count), seed))
            table.Add(pool[index]);
        return table.ToView();
    }

    private static List<InstructionRow> Rows(IDataView view, string name)
    {
        try
        {
            var instruction = ColumnReader.TextColumn(view.Schema, ColumnNames.Instruction);
            var output = ColumnReader.TextColumn(view.Schema, ColumnNames.Output);
            var input = ColumnReader.OptionalTextColumn(view.Schema, ColumnNames.Input);
            return [.. ColumnReader.ReadText(view, instruction, input, output).Select(row => new InstructionRow(row[0], row[1], row[2]))];
        }
        catch (ArgumentException fault)
        {
            throw new ArgumentException(fault.Message, name, fault);
        }
    }
}
