using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Mapping;

namespace SafetyML.Trainers;

/// <summary>
/// A scorer that was trained on labels. It adds the standard columns of its task: <c>PredictedLabel</c>, <c>Score</c> and <c>Probability</c> for yes or no,
/// <c>PredictedLabel</c> and <c>Score</c> for classes, <c>Score</c> for a number; and <c>RefusalUnscoredReason</c> or <c>HarmfulnessUnscoredReason</c>. An answer
/// that says nothing has NaN scores and its reason, as has one in another language for a linear model that learned from English. Safe for several threads;
/// dispose it to free an encoder.
/// </summary>
public sealed class TrainedScorerTransformer : ITransformer, IDisposable
{
    private readonly TransformsCatalog _catalog;
    private readonly TrainedMapping _mapping;

    internal TrainedScorerTransformer(TransformsCatalog catalog, TrainedMapping mapping) => (_catalog, _mapping) = (catalog, mapping);

    /// <inheritdoc/>
    public bool IsRowToRowMapper => true;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => Bind(inputSchema).OutputSchema;

    /// <inheritdoc/>
    public IDataView Transform(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return new MappedView<TrainedScore>(input, Bind(input.Schema));
    }

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => new RowToRowMapper<TrainedScore>(Bind(inputSchema));

    /// <summary>Writes the trained encoder as a Hugging Face folder; from then on the model can be saved and refers to it.</summary>
    /// <param name="folder">A folder that does not exist yet or is empty.</param>
    /// <exception cref="InvalidOperationException">The scorer is a linear model, which is part of the saved model itself.</exception>
    public void SaveEncoder(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        _mapping.ThrowIfDisposed();
        if (_mapping.Model.Encoder is not { } encoder)
            throw new InvalidOperationException("This scorer is a linear model, which ml.Model.Save stores whole; there is no encoder to write.");
        encoder.Write(folder);
    }

    /// <summary>Frees the encoder, if the scorer is one.</summary>
    public void Dispose() => _mapping.Dispose();

    void ICanSaveModel.Save(ModelSaveContext ctx) => SavedScorer.ToChain(_catalog, _mapping.ToState()).Save(ctx);

    private BoundMapping<TrainedScore> Bind(DataViewSchema inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _mapping.ThrowIfDisposed();
        return new BoundMapping<TrainedScore>(_mapping, inputSchema);
    }
}
