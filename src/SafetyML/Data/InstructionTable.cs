namespace SafetyML.Data;

/// <summary>Instruction rows as three columns of text.</summary>
internal sealed class InstructionTable
{
    private readonly List<string> _instructions = [];
    private readonly List<string> _inputs = [];
    private readonly List<string> _outputs = [];

    public int Count => _instructions.Count;

    public void Add(InstructionRow row)
    {
        _instructions.Add(row.Instruction);
        _inputs.Add(row.Input);
        _outputs.Add(row.Output);
    }

    public TextTable ToView() =>
        new([(ColumnNames.Instruction, _instructions), (ColumnNames.Input, _inputs), (ColumnNames.Output, _outputs)]);
}
