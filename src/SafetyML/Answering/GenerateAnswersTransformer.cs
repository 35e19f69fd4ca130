using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Mapping;

namespace SafetyML.Answering;

/// <summary>
/// Adds a language model's answer to each row, in batches, when the answer is asked for. Safe for several threads; dispose it to free the model.
/// </summary>
public sealed class GenerateAnswersTransformer : ITransformer, IDisposable
{
    private readonly TransformsCatalog _catalog;
    private readonly ModelPlace _place;
    private readonly AnswerMapping _mapping;

    internal GenerateAnswersTransformer(TransformsCatalog catalog, ModelPlace place, AnswerMapping mapping) =>
        (_catalog, _place, _mapping) = (catalog, place, mapping);

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView<string>(input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowToRowMapper<string>(Bind(inputSchema));

    /// <summary>Frees the adapter, and the base model if no other transformer uses it.</summary>
    public void Dispose() => _mapping.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedAnswers.ToChain(_catalog, _mapping.ToState(_place)).Save(ctx);

    private BoundMapping<string> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _mapping.Model.ThrowIfDisposed();
        return new BoundMapping<string>(_mapping, inputSchema);
    }
}
