using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Mapping;

namespace SafetyML.Moderation;

/// <summary>
/// Adds the moderation of each text when it is asked for: flagged or not, the score of every category and the highest, 0 to 1, higher is more harmful.
/// A text that could not be scored has NaN scores and the reason. Safe for several threads.
/// </summary>
public sealed class ModerationTransformer : ITransformer
{
    private readonly TransformsCatalog _catalog;
    private readonly ModerationMapping _mapping;

    internal ModerationTransformer(TransformsCatalog catalog, ModerationMapping mapping) => (_catalog, _mapping) = (catalog, mapping);

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView<ModerationScore>(input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowToRowMapper<ModerationScore>(Bind(inputSchema));

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedModeration.ToChain(_catalog, _mapping.State).Save(ctx);

    private BoundMapping<ModerationScore> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return new BoundMapping<ModerationScore>(_mapping, inputSchema);
    }
}
