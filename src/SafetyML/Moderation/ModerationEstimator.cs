using Microsoft.ML;
using SafetyML.Hosting;
using SafetyML.Mapping;
using SafetyML.Options;

namespace SafetyML.Moderation;

/// <summary>Moderates texts by OpenAI's endpoint. Nothing is learned and nothing sent: <see cref="Fit"/> only checks the columns.</summary>
public sealed class ModerationEstimator : IEstimator<ModerationTransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly ModerationOptions _options;
    private readonly ModerationColumns _columns;

    internal ModerationEstimator(TransformsCatalog catalog, ModerationOptions options, ModerationColumns columns)
    {
        OptionFaults.ThrowIfAny(nameof(options), options.Faults().Concat(columns.Faults()));
        (_catalog, _options, _columns) = (catalog, options, columns);
    }

    /// <inheritdoc/>
    public ModerationTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        var moderator = new Moderator(_options, ApiKey.Of(_options), CatalogEnvironment.Of(_catalog));
        var transformer = new ModerationTransformer(_catalog, new ModerationMapping(_columns, _options, moderator));
        transformer.GetOutputSchema(input.Schema);
        return transformer;
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PromisedSchema.Of(inputSchema, ModerationMapping.InputsOf(_columns), ModerationMapping.OutputsOf(_columns), _catalog);
    }
}
