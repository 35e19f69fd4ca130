using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Hosting;
using SafetyML.Mapping;
using SafetyML.Options;
using SafetyML.Prompts;
using SafetyML.Torch.Models;

namespace SafetyML.Tuning;

/// <summary>Tunes a language model on instruction data, general rows mixed with safety demonstrations, by LoRA: the base weights stay frozen.</summary>
public sealed class SafetyTuneEstimator : IEstimator<SafetyTuneTransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly ModelPlace _place;
    private readonly SafetyTuneOptions _options;
    private readonly SafetyTuneColumns _columns;

    internal SafetyTuneEstimator(TransformsCatalog catalog, string baseModel, SafetyTuneOptions options, SafetyTuneColumns columns)
    {
        OptionFaults.ThrowIfAny(nameof(options), options.Faults().Concat(columns.Faults()));
        (_catalog, _place, _options, _columns) = (catalog, options.Place(baseModel), options, columns);
    }

    /// <summary>Trains an adapter on every row of <paramref name="input"/>. The same data, options and seed give the same adapter.</summary>
    /// <exception cref="ArgumentException">A column is missing or is not text.</exception>
    /// <exception cref="DirectoryNotFoundException">The base model is not there.</exception>
    /// <exception cref="InvalidDataException">No row can be trained on.</exception>
    /// <exception cref="OperationCanceledException">The options' token was cancelled.</exception>
    public SafetyTuneTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequiredColumns.Check(input.Schema, _columns.Inputs);
        BaseModels.RequireFolder(_place);
        if (_options.AdapterFolder is { } folder)
            WritableFolder.Require(folder, bytes: 1);
        var rows = _columns.Read(input, _options.CancellationToken);
        var lease = BaseModels.Loaded.Rent(_place);
        try
        {
            return Train(lease, rows);
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PromisedSchema.Of(inputSchema, AnswerMapping.InputsOf(_columns.Asked), AnswerMapping.OutputsOf(_columns.Asked), _catalog);
    }

    private SafetyTuneTransformer Train(ModelLease<LanguageModel> lease, IReadOnlyList<LearnedRow> rows)
    {
        using var log = new Log(CatalogEnvironment.Of(_catalog), nameof(SafetyTuneEstimator));
        lock (lease.InUse)
        {
            var asked = _options.AnswerTemplate ?? _options.Template;
            new ModelPrompts(lease.Model, asked).Check();
            var (adapter, report) = new AdapterTraining(_options, _place.Path, log).Run(lease.Model, rows);
            var mapping = new AnswerMapping(new AnswerModel(lease, adapter), _columns.Asked, asked, _options.Decoding, _options.CancellationToken);
            return new SafetyTuneTransformer(_catalog, _place, mapping, report);
        }
    }
}
