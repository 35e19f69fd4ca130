using Microsoft.ML;
using SafetyML.Data;

namespace SafetyML.Mapping;

/// <summary>Checks, before any work, that a schema has the columns that a mapping reads.</summary>
internal static class RequiredColumns
{
    public static void Check(DataViewSchema schema, IEnumerable<InputColumn> inputs)
    {
        foreach (var input in inputs.Where(input => !input.IsOptional || schema.GetColumnOrNull(input.Name) is not null))
            ColumnReader.TextColumn(schema, input.Name);
    }
}
