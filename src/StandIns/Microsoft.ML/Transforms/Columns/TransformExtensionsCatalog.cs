using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms that copy, join, drop and select columns.</summary>
public static class TransformExtensionsCatalog
{
    public static ColumnCopyingEstimator CopyColumns(this TransformsCatalog catalog, string outputColumnName, string inputColumnName)
        => new((outputColumnName, inputColumnName));

    public static ColumnConcatenatingEstimator Concatenate(this TransformsCatalog catalog, string outputColumnName, params string[] inputColumnNames)
        => new(outputColumnName, inputColumnNames);

    public static ColumnSelectingEstimator DropColumns(this TransformsCatalog catalog, params string[] columnNames)
        => new(columnNames, keep: false, keepHidden: false);

    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, string[] columnNames, bool keepHidden)
        => new(columnNames, keep: true, keepHidden);

    public static ColumnSelectingEstimator SelectColumns(this TransformsCatalog catalog, params string[] columnNames)
        => catalog.SelectColumns(columnNames, false);
}
