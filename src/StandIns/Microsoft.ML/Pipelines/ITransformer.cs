using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Makes data of data; lazily, so that <see cref="Transform"/> does no work.</summary>
public interface ITransformer : ICanSaveModel
{
    bool IsRowToRowMapper { get; }

    DataViewSchema GetOutputSchema(DataViewSchema inputSchema);

    IDataView Transform(IDataView input);

    IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema);
}
