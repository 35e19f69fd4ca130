using SafetyML.Data;
using SafetyML.Options;
using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Settings of <c>ClassifyRefusal</c>.</summary>
public sealed record RefusalOptions
{
    /// <summary>Who decides.</summary>
    /// <value><see cref="RefusalJudge.Linear"/> by default.</value>
    public RefusalJudge Judge { get; init; } = RefusalJudge.Linear;

    /// <summary>The text column of the prompts that are answered; judges that can use it do.</summary>
    /// <value>null by default: the answer alone is judged.</value>
    public string? PromptColumnName { get; init; }

    /// <summary>The column of the log-odds of a refusal, <see cref="float"/>; NaN where there is no answer to score.</summary>
    /// <value><c>Score</c> by default, as ML.NET names it. Give each scorer of a chain its own.</value>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>The column of the calibrated probability of a refusal, full or partial, <see cref="float"/> from 0 to 1; NaN where there is no score.</summary>
    /// <value><c>Probability</c> by default, as ML.NET names it.</value>
    public string ProbabilityColumnName { get; init; } = "Probability";

    /// <summary>The text column of the class: <c>full_compliance</c>, <c>full_refusal</c> or <c>partial_refusal</c>; empty where there is no score.</summary>
    /// <value><c>RefusalClass</c> by default.</value>
    public string ClassColumnName { get; init; } = "RefusalClass";

    /// <summary>The column of the text that says what decided.</summary>
    /// <value><c>RefusalEvidence</c> by default.</value>
    public string EvidenceColumnName { get; init; } = "RefusalEvidence";

    /// <summary>The text column of why an answer has no score; empty where it has one.</summary>
    /// <value><c>RefusalUnscoredReason</c> by default.</value>
    public string UnscoredReasonColumnName { get; init; } = ColumnNames.RefusalUnscoredReason;

    /// <summary>
    /// A column of the class as a key, for <c>ml.MulticlassClassification.Evaluate</c>. The keys are the three classes in the order of the alphabet, which is
    /// also XSTest's: a label column agrees when it was made by <c>MapValueToKey</c> with <c>KeyOrdinality.ByValue</c>.
    /// </summary>
    /// <value>null by default: no such column.</value>
    public string? ClassKeyColumnName { get; init; }

    /// <summary>
    /// A column of the three classes' probabilities, a vector of <see cref="float"/> in the order of the keys; NaN where there is no score. The highest is that of
    /// the class: where both refusals together outweigh a compliance that is likelier than each, compliance and the class share theirs evenly.
    /// </summary>
    /// <value>null by default: no such column.</value>
    public string? ClassScoresColumnName { get; init; }

    /// <summary>What the labels of an encoder mean: the name of a label, and <c>full_compliance</c>, <c>full_refusal</c> or <c>partial_refusal</c>.</summary>
    /// <value>null by default: the words in the labels say it.</value>
    public IReadOnlyDictionary<string, string>? LabelClasses { get; init; }

    /// <summary>How an encoder is run.</summary>
    public EncoderOptions Encoder { get; init; } = new();

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One message that lists every fault.</exception>
    public void Validate() => OptionFaults.ThrowIfAny(nameof(RefusalOptions), Faults());

    internal IEnumerable<string> Faults() =>
    [
        .. Judge is null ? ["Judge is null; give one of RefusalJudge."] : Judge.Faults(),
        .. Encoder is null ? ["Encoder is null; leave it at its default where it is not used."] : Encoder.Faults(),
        .. LabelClasses is null ? [] : LabelClasses.Where(pair => RefusalClassNames.Parse(pair.Value) is null)
            .Select(pair => $"LabelClasses gives '{pair.Key}' the class '{pair.Value}'; it must be one of {string.Join(", ", RefusalClassNames.All)}."),
    ];
}
