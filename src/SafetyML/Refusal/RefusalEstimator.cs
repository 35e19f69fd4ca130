using Microsoft.ML;
using SafetyML.Mapping;

namespace SafetyML.Refusal;

/// <summary>Classifies answers as refusals by XSTest's phrase list. Nothing is learned: <see cref="Fit"/> only checks the columns.</summary>
public sealed class RefusalEstimator : IEstimator<RefusalTransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly RefusalMapping _mapping;

    internal RefusalEstimator(TransformsCatalog catalog, RefusalOptions options, string outputColumnName, string inputColumnName)
    {
        _catalog = catalog;
        _mapping = new RefusalMapping(RefusalColumns.Of(options, outputColumnName, inputColumnName), new PhraseRefusalDetector());
    }

    /// <inheritdoc/>
    public RefusalTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var transformer = new RefusalTransformer(_catalog, _mapping);
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PromisedSchema.Of(inputSchema, _mapping.Inputs, _mapping.Outputs, _catalog);
    }
}
