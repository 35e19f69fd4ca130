using Microsoft.ML;
using SafetyML.Data;

namespace SafetyML.Mapping;

/// <summary>What an estimator promises: the input's columns and those of its mapping.</summary>
internal static class PromisedSchema
{
    public static SchemaShape Of<TResult>(
        SchemaShape input, IReadOnlyList<InputColumn> needed, IReadOnlyList<OutputColumn<TResult>> added, TransformsCatalog catalog)
    {
        foreach (var column in needed.Where(column => !column.IsOptional || input.Any(each => each.Name == column.Name)))
            ColumnReader.RequireText(input, column.Name);
        var columns = input.ToDictionary(column => column.Name);
        foreach (var output in added)
            columns[output.Name] = output.Promise(catalog);
        return new SchemaShape(columns.Values);
    }
}
