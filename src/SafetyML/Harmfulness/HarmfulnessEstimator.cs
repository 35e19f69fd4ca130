using Microsoft.ML;
using SafetyML.Mapping;
using SafetyML.Options;
using SafetyML.Scoring;

namespace SafetyML.Harmfulness;

/// <summary>Scores how harmful answers are. Nothing is learned: <see cref="Fit"/> checks the columns and loads an encoder if one is given.</summary>
public sealed class HarmfulnessEstimator : IEstimator<HarmfulnessTransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly string? _folder;
    private readonly HarmfulnessOptions _options;
    private readonly HarmfulnessColumns _columns;

    internal HarmfulnessEstimator(TransformsCatalog catalog, string? folder, HarmfulnessOptions options, string outputColumnName, string inputColumnName)
    {
        var columns = new HarmfulnessColumns(
            inputColumnName, options.PromptColumnName, outputColumnName, options.EvidenceColumnName, options.UnscoredReasonColumnName);
        OptionFaults.ThrowIfAny(nameof(options), columns.Faults().Concat(options.Faults()));
        (_catalog, _folder, _options, _columns) = (catalog, folder, options, columns);
    }

    /// <inheritdoc/>
    /// <exception cref="DirectoryNotFoundException">The encoder's folder is not there.</exception>
    /// <exception cref="SafetyML.Torch.Encoders.MissingHeadException">The encoder has no head.</exception>
    /// <exception cref="ArgumentException">A column is missing, or the encoder has more than one output.</exception>
    public HarmfulnessTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequiredColumns.Check(input.Schema, _columns.Inputs());
        return new HarmfulnessTransformer(_catalog, new HarmfulnessMapping(_columns.In(input.Schema), Open()));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        return PromisedSchema.Of(inputSchema, _columns.Inputs(), HarmfulnessMapping.OutputsOf(_columns), _catalog);
    }

    private IHarmfulnessScorer Open()
    {
        if (_folder is null)
            return new LinearHarmfulness();
        var scorer = EncoderScorer.Open(_folder, _options.Encoder, AnswerFormat.Transcript);
        try
        {
            return new EncoderHarmfulness(scorer);
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }
}
