using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Mapping;

namespace SafetyML.Refusal;

/// <summary>
/// Adds to each answer whether it refuses (<c>PredictedLabel</c>), the log-odds (<c>Score</c>) and probability of that, and the evidence.
/// Higher is more likely a refusal. An empty answer is not scored: its score and probability are NaN.
/// </summary>
public sealed class RefusalTransformer : ITransformer
{
    private readonly TransformsCatalog _catalog;
    private readonly RefusalMapping _mapping;

    internal RefusalTransformer(TransformsCatalog catalog, RefusalMapping mapping) => (_catalog, _mapping) = (catalog, mapping);

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView<RefusalScore>(input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowToRowMapper<RefusalScore>(Bind(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedRefusal.ToChain(_catalog, _mapping.Columns).Save(ctx);

    private BoundMapping<RefusalScore> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new BoundMapping<RefusalScore>(_mapping, inputSchema);
    }
}
