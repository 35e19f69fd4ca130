using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Mapping;

namespace SafetyML.Refusal;

/// <summary>
/// Adds to each answer whether it refuses (<c>PredictedLabel</c>), the log-odds (<c>Score</c>) and probability of that, the class of XSTest and the evidence.
/// Higher is more likely a refusal. An answer that says nothing is not scored: its numbers are NaN and the reason is given. Safe for several threads;
/// dispose it to free an encoder.
/// </summary>
public sealed class RefusalTransformer : ITransformer, IDisposable
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

    /// <summary>Frees the encoder, if one judges and no other scorer uses it.</summary>
    public void Dispose() => _mapping.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedRefusal.ToChain(_catalog, _mapping.ToState()).Save(ctx);

    private BoundMapping<RefusalScore> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _mapping.ThrowIfDisposed();
        return new BoundMapping<RefusalScore>(_mapping, inputSchema);
    }
}
