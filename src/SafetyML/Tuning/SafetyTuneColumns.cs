using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Data;
using SafetyML.Mapping;
using SafetyML.Options;
using SafetyML.Prompts;

namespace SafetyML.Tuning;

/// <summary>The columns of tuning: those of answering, and the answers to learn.</summary>
internal sealed record SafetyTuneColumns(AnswerColumns Asked, string Response)
{
    /// <summary>What <c>Fit</c> reads.</summary>
    public IReadOnlyList<InputColumn> Inputs => Asked.AreConversations ? AnswerMapping.InputsOf(Asked) : [.. AnswerMapping.InputsOf(Asked), new(Response)];

    public IEnumerable<string> Faults() => ColumnFaults.Of([.. Inputs.Select(input => input.Name)], [Asked.Answer]);

    /// <summary>Every row to learn, in order.</summary>
    public List<LearnedRow> Read(IDataView view, CancellationToken cancellationToken)
    {
        var schema = view.Schema;
        var asked = ColumnReader.TextColumn(schema, Asked.Instruction);
        var input = Asked.Input is { } name ? ColumnReader.OptionalTextColumn(schema, name) : null;
        DataViewSchema.Column? response = Asked.AreConversations ? null : ColumnReader.TextColumn(schema, Response);
        List<LearnedRow> rows = [];
        foreach (var row in ColumnReader.ReadText(view, asked, input, response))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(Asked.AreConversations ? Conversation(row[0], rows.Count) : new LearnedRow(row[0], row[1], row[2]));
        }
        return rows;
    }

    private LearnedRow Conversation(string messages, int row)
    {
        try
        {
            return new LearnedRow("", "", "", MessagesJson.Parse(messages));
        }
        catch (InvalidDataException fault)
        {
            throw new InvalidDataException($"Row {row} of column '{Asked.Instruction}': {fault.Message}", fault);
        }
    }
}
