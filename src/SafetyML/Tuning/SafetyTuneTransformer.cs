using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Answering;
using SafetyML.Mapping;
using SafetyML.Saving;

namespace SafetyML.Tuning;

/// <summary>
/// A tuned model: adds its answer to each row, in batches, when the answer is asked for. Safe for several threads; dispose it to free the model.
/// </summary>
/// <remarks>
/// Saved with <c>ml.Model.Save</c> it takes the adapter along and the identity of the base model, never the base weights. What <c>ml.Model.Load</c> gives
/// answers row by row and needs the input column, which <c>ml.Safety().Restore</c> makes optional again.
/// </remarks>
public sealed class SafetyTuneTransformer : ITransformer, IDisposable
{
    private readonly TransformsCatalog _catalog;
    private readonly ModelPlace _place;
    private readonly AnswerMapping _mapping;

    internal SafetyTuneTransformer(TransformsCatalog catalog, ModelPlace place, AnswerMapping mapping, SafetyTuneReport training)
    {
        (_catalog, _place, _mapping) = (catalog, place, mapping);
        Training = training;
    }

    /// <summary>What the training saw and did.</summary>
    public SafetyTuneReport Training { get; }

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

    /// <summary>Writes the adapter as PEFT does: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
    /// <param name="folder">The folder; it is created where needed.</param>
    public void SaveAdapter(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _mapping.Model.CaptureAdapter(_place.Path)!.Write(folder);
    }

    /// <summary>Writes base model and adapter as one Hugging Face folder that needs neither.</summary>
    /// <param name="folder">A folder that does not exist or is empty; it appears when it is complete.</param>
    /// <param name="cancellationToken">Stops between two tensors; nothing is left behind.</param>
    public void SaveMerged(string folder, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _mapping.Model.SaveMerged(folder, cancellationToken);
    }

    /// <summary>Frees the adapter, and the base model if no other transformer uses it.</summary>
    public void Dispose() => _mapping.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) =>
        SavedAnswers.ToChain(_catalog, _mapping.ToState(_place) with { Training = SavedState.ToText(Training) }).Save(ctx);

    private BoundMapping<string> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _mapping.Model.ThrowIfDisposed();
        return new BoundMapping<string>(_mapping, inputSchema);
    }
}
