using SafetyML.Options;

namespace SafetyML.Refusal;

/// <summary>The columns that refusal classification reads and adds.</summary>
internal sealed record RefusalColumns(string Input, string PredictedLabel, string Score, string Probability, string Evidence)
{
    public static RefusalColumns Of(RefusalOptions options, string output, string input)
    {
        var columns = new RefusalColumns(input, output, options.ScoreColumnName, options.ProbabilityColumnName, options.EvidenceColumnName);
        OptionFaults.ThrowIfAny(nameof(options), columns.Faults());
        return columns;
    }

    public IEnumerable<string> Faults() => ColumnFaults.Of([Input], [PredictedLabel, Score, Probability, Evidence]);
}
