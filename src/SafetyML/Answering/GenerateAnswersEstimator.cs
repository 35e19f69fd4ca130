using Microsoft.ML;
using SafetyML.Mapping;
using SafetyML.Options;
using SafetyML.Torch.Lora;

namespace SafetyML.Answering;

/// <summary>Answers with a model as it is. Nothing is learned: <see cref="Fit"/> checks the columns and loads the model.</summary>
public sealed class GenerateAnswersEstimator : IEstimator<GenerateAnswersTransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly ModelPlace _place;
    private readonly GenerateAnswersOptions _options;
    private readonly AnswerColumns _columns;

    internal GenerateAnswersEstimator(TransformsCatalog catalog, string baseModel, GenerateAnswersOptions options, AnswerColumns columns)
    {
        OptionFaults.ThrowIfAny(nameof(options), options.Faults().Concat(columns.Faults()));
        (_catalog, _place, _options, _columns) = (catalog, options.Place(baseModel), options, columns);
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">The base model or the adapter is not there.</exception>
    public GenerateAnswersTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequiredColumns.Check(input.Schema, AnswerMapping.InputsOf(_columns));
        BaseModels.RequireFolder(_place);
        if (_options.AdapterFolder is not null)
            AdapterFiles.RequireFolder(_options.AdapterFolder);
        var model = new AnswerModel(
            () => BaseModels.Loaded.Rent(_place),
            _options.AdapterFolder is { } folder ? model => LoraAdapter.Load(model.Network, folder) : null);
        var mapping = new AnswerMapping(model, _columns, _options.Template, _options.Decoding, _options.CancellationToken);
        try
        {
            mapping.Check();
        }
        catch
        {
            mapping.Dispose();
            throw;
        }
        return new GenerateAnswersTransformer(_catalog, _place, mapping);
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PromisedSchema.Of(inputSchema, AnswerMapping.InputsOf(_columns), AnswerMapping.OutputsOf(_columns), _catalog);
    }
}
