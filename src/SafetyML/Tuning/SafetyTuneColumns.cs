using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Data;
using SafetyML.Mapping;
using SafetyML.Options;

namespace SafetyML.Tuning;

/// <summary>The columns of tuning: those of answering, and the answers to learn.</summary>
internal sealed record SafetyTuneColumns(AnswerColumns Asked, string Response)
{
    /// <summary>What <c>Fit</c> reads.</summary>
    public IReadOnlyList<InputColumn> Inputs => [.. AnswerMapping.InputsOf(Asked), new(Response)];

    public IEnumerable<string> Faults() => ColumnFaults.Of([.. Inputs.Select(input => input.Name)], [Asked.Answer]);

    /// <summary>Instruction, input and response of every row, in order.</summary>
    public List<InstructionRow> Read(IDataView view, CancellationToken cancellationToken)
    {
        var schema = view.Schema;
        var input = Asked.Input is { } name ? ColumnReader.OptionalTextColumn(schema, name) : null;
        List<InstructionRow> rows = [];
        foreach (var row in ColumnReader.ReadText(view, ColumnReader.TextColumn(schema, Asked.Instruction), input, ColumnReader.TextColumn(schema, Response)))
        {
            cancellationToken.ThrowIfCancellationRequested();
            rows.Add(new InstructionRow(row[0], row[1], row[2]));
        }
        return rows;
    }
}
