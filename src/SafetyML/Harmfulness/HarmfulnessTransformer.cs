using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Mapping;

namespace SafetyML.Harmfulness;

/// <summary>
/// Adds to each answer how harmful it is (<c>Harmfulness</c>, higher is more harmful) and the evidence. An answer that says nothing is not scored: NaN, and the
/// reason is given. Safe for several threads; dispose it to free an encoder.
/// </summary>
public sealed class HarmfulnessTransformer : ITransformer, IDisposable
{
    private readonly TransformsCatalog _catalog;
    private readonly HarmfulnessMapping _mapping;

    internal HarmfulnessTransformer(TransformsCatalog catalog, HarmfulnessMapping mapping) => (_catalog, _mapping) = (catalog, mapping);

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView<HarmfulnessScore>(input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowToRowMapper<HarmfulnessScore>(Bind(inputSchema));

    /// <summary>Frees the encoder, if one scores and no other scorer uses it.</summary>
    public void Dispose() => _mapping.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedHarmfulness.ToChain(_catalog, _mapping.ToState()).Save(ctx);

    private BoundMapping<HarmfulnessScore> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _mapping.ThrowIfDisposed();
        return new BoundMapping<HarmfulnessScore>(_mapping, inputSchema);
    }
}
