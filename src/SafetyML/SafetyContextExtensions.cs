using Microsoft.ML;

namespace SafetyML;

/// <summary>The entry to evaluation and restored models.</summary>
public static class SafetyContextExtensions
{
    /// <summary>The catalog of what is neither data nor an estimator: <c>ml.Safety().Evaluate(answers)</c>.</summary>
    public static SafetyCatalog Safety(this MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return new SafetyCatalog(context);
    }
}
