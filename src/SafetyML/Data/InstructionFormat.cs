namespace SafetyML.Data;

/// <summary>The field names under which instruction data is published.</summary>
internal static class InstructionFormat
{
    public static InstructionRow ToInstruction(SourceRow row) =>
        row.Has("messages") ? ChatMessages.ToInstruction(row["messages"])
        : row.Has("instructions") ? throw new RowFaultException(
            "\"instruction\" is missing, but there is a list \"instructions\": this is a file for LoadPrompts.")
        : row.Has("prompt") || row.Has("completion") ? new InstructionRow(row.NonEmptyText("prompt"), "", row.Text("completion"))
        : row.Has("response") && !row.Has("output") ? Read(row, "context", "response")
        : Read(row, "input", "output");

    private static InstructionRow Read(SourceRow row, string input, string output) =>
        new(row.NonEmptyText("instruction"), row.TextOrEmpty(input), row.Text(output));
}
