using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the distinct values of a column and gives each a key.</summary>
public sealed class ValueToKeyMappingEstimator : IEstimator<ValueToKeyMappingTransformer>
{
    private readonly (string Output, string Input) _column;
    private readonly KeyOptions _options;
    private readonly IDataView _keyData;

    internal ValueToKeyMappingEstimator((string Output, string Input) column, KeyOptions options, IDataView keyData)
    {
        Check.Param(
            keyData == null || keyData.Schema.Count == 1,
            nameof(keyData),
            $"If specified, this data view should contain only a single column containing the terms to map, but this had {keyData?.Schema.Count} columns.");
        _column = column;
        _options = options;
        _keyData = keyData;
    }

    /// <summary>The order of the keys.</summary>
    public enum KeyOrdinality : byte
    {
        ByOccurrence = 0,
        ByValue = 1,
    }

    public ValueToKeyMappingTransformer Fit(IDataView input)
    {
        var (data, column) = _keyData != null ? (_keyData, _keyData.Schema[0]) : (input, Find(input.Schema));
        return new ValueToKeyMappingTransformer(KeyMaps.Learn(data, column, _options), _column);
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var input = Check.Value(inputSchema, nameof(inputSchema)).Find(_column.Input);
        var values = new SchemaShape.Column(
            AnnotationKinds.KeyValues, SchemaShape.Column.VectorKind.Vector, _options.ValuesAsText ? TextDataViewType.Instance : input.ItemType, input.IsKey);
        return inputSchema.With([new SchemaShape.Column(_column.Output, input.Kind, NumberDataViewType.UInt32, isKey: true, new SchemaShape([values]))]);
    }

    private DataViewSchema.Column Find(DataViewSchema schema)
        => schema.GetColumnOrNull(_column.Input) ?? throw Check.MissingColumn("inputSchema", "input", _column.Input);
}
