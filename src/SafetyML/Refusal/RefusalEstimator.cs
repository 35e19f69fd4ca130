using Microsoft.ML;
using SafetyML.Mapping;
using SafetyML.Options;

namespace SafetyML.Refusal;

/// <summary>Classifies answers as refusals. Nothing is learned: <see cref="Fit"/> checks the columns and loads an encoder if one judges.</summary>
public sealed class RefusalEstimator : IEstimator<RefusalTransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly RefusalOptions _options;
    private readonly RefusalColumns _columns;

    internal RefusalEstimator(TransformsCatalog catalog, RefusalOptions options, string outputColumnName, string inputColumnName)
    {
        var columns = RefusalColumns.Of(options, outputColumnName, inputColumnName);
        OptionFaults.ThrowIfAny(nameof(options), columns.Faults().Concat(options.Faults()));
        (_catalog, _options, _columns) = (catalog, options, columns);
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">The encoder's folder is not there.</exception>
    /// <exception cref="SafetyML.Torch.Encoders.MissingHeadException">The encoder has no classification head.</exception>
    /// <exception cref="ArgumentException">A column is missing, or the encoder's labels do not say which are refusals.</exception>
    public RefusalTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequiredColumns.Check(input.Schema, RefusalMapping.InputsOf(_columns));
        return new RefusalTransformer(_catalog, new RefusalMapping(_columns, _options.Judge, RefusalDetectors.Of(_options)));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PromisedSchema.Of(inputSchema, RefusalMapping.InputsOf(_columns), RefusalMapping.OutputsOf(_columns), _catalog);
    }
}
