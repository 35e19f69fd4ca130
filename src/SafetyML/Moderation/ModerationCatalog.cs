using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Moderation;

namespace SafetyML;

/// <summary>Moderation by OpenAI's endpoint. Texts leave the machine only where this verb stands in a pipeline.</summary>
public static class ModerationCatalog
{
    /// <summary>
    /// Adds OpenAI's moderation of each answer, higher is more harmful: <c>ModerationFlagged</c>, the highest score <c>ModerationScore</c> with its
    /// <c>ModerationTopCategory</c>, and a score from 0 to 1 for every category, from <c>ModerationHarassment</c> to <c>ModerationViolenceGraphic</c>.
    /// A row that could not be scored has NaN scores, and says why in <c>ModerationUnscoredReason</c>. The key comes from <c>OPENAI_API_KEY</c>.
    /// </summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">What the names of the added columns begin with.</param>
    /// <param name="inputColumnName">The text column that is sent; <c>Answer</c> when null.</param>
    public static ModerationEstimator ModerateContent(
        this TransformsCatalog catalog, string outputColumnName = "Moderation", string? inputColumnName = null) =>
        catalog.ModerateContent(new ModerationOptions(), outputColumnName, inputColumnName);

    /// <summary>Adds OpenAI's moderation of each answer, with settings.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="options">Endpoint, model, limits and cache.</param>
    /// <param name="outputColumnName">What the names of the added columns begin with.</param>
    /// <param name="inputColumnName">The text column that is sent; <c>Answer</c> when null.</param>
    /// <exception cref="ArgumentException">The options are at fault; the message lists every fault.</exception>
    public static ModerationEstimator ModerateContent(
        this TransformsCatalog catalog, ModerationOptions options, string outputColumnName = "Moderation", string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(outputColumnName);
        return new ModerationEstimator(catalog, options, new ModerationColumns(inputColumnName ?? ColumnNames.Answer, outputColumnName));
    }
}
