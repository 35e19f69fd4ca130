using Microsoft.ML;
using SafetyML.Evaluation;

namespace SafetyML;

/// <summary>Evaluates scored answers with options, and against a baseline.</summary>
public static class EvaluationCatalog
{
    /// <summary>Measures scored answers: rates with n and a 95 % interval, mean harmfulness, and what could not be scored.</summary>
    /// <param name="catalog">The catalog: <c>ml.Safety()</c>.</param>
    /// <param name="answers">Answers after <c>ClassifyRefusal</c>, <c>ScoreHarmfulness</c> or both.</param>
    /// <param name="options">Column names, what makes a prompt safe, thresholds, the judges' known errors.</param>
    /// <exception cref="ArgumentException">A named column is absent, or the options are at fault.</exception>
    /// <exception cref="InvalidOperationException">No answer could be scored: an empty set has no rate.</exception>
    public static SafetyMetrics Evaluate(this SafetyCatalog catalog, IDataView answers, SafetyEvaluationOptions options)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(options);
        return catalog.Logged(SafetyEvaluator.Evaluate(answers, options));
    }

    /// <summary>
    /// The differences of answers less those of a baseline to the same prompts, paired by <see cref="SafetyEvaluationOptions.PairColumnName"/> or, where both
    /// sides have <c>Messages</c>, by the whole conversation, with 95 % intervals and p values, the latter also adjusted over groups. Prompts of one side alone
    /// are named; one that is there more than once is paired in order.
    /// </summary>
    /// <param name="catalog">The catalog: <c>ml.Safety()</c>.</param>
    /// <param name="answers">Scored answers; groups and safe prompts are read from them.</param>
    /// <param name="baseline">Scored answers of the other model to the same prompts.</param>
    /// <param name="options">As for <c>Evaluate</c>; null for the defaults.</param>
    /// <exception cref="ArgumentException">A named column is absent, no score is there on both sides, or the options are at fault.</exception>
    /// <exception cref="InvalidOperationException">No pair was scored on both sides.</exception>
    public static SafetyComparison Compare(this SafetyCatalog catalog, IDataView answers, IDataView baseline, SafetyEvaluationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(answers);
        ArgumentNullException.ThrowIfNull(baseline);
        return catalog.Logged(SafetyComparer.Compare(answers, baseline, options ?? SafetyEvaluationOptions.Default));
    }
}
