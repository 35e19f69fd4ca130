using SafetyML.Answering;
using SafetyML.Options;
using SafetyML.Prompts;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Training;

namespace SafetyML.Tuning;

/// <summary>
/// Settings of <c>SafetyTune</c>. The defaults are those of Safety-Tuned LLaMAs (Bianchi et al., ICLR 2024) and of its script where the paper is silent.
/// </summary>
public sealed record SafetyTuneOptions
{
    private static readonly LoraOptions Lora = new();
    private static readonly TrainingOptions Training = new();

    /// <summary>Inner width r of the low-rank branches; at least 1.</summary>
    /// <value>4 by default, the paper's.</value>
    public int Rank { get; init; } = Lora.Rank;

    /// <summary>The branches are scaled by alpha / r; above 0.</summary>
    /// <value>16 by default, the paper's.</value>
    public double Alpha { get; init; } = Lora.Alpha;

    /// <summary>Share of a branch's inputs that is dropped in training; from 0 up to but not including 1.</summary>
    /// <value>0.05 by default, the paper's.</value>
    public double Dropout { get; init; } = Lora.Dropout;

    /// <summary>Layers with a branch: by name (<c>q_proj</c>), by the end of their path, or <c>all-linear</c>.</summary>
    /// <value>null by default: the family's own, which are the paper's <c>q_proj</c> and <c>v_proj</c>, or <c>query_key_value</c> in Falcon.</value>
    public IReadOnlyList<string>? TargetModules { get; init; } = Lora.TargetModules;

    /// <summary>Whether branches are scaled by alpha / √r instead (rsLoRA; Kalajdzievski, 2023).</summary>
    /// <value>false by default.</value>
    public bool UseRankStabilized { get; init; } = Lora.UseRankStabilized;

    /// <summary>Passes over the rows; at least 1.</summary>
    /// <value>4 by default, the paper's.</value>
    public int Epochs { get; init; } = Training.Epochs;

    /// <summary>Highest learning rate of AdamW; above 0.</summary>
    /// <value>1e-4 by default, the paper's.</value>
    public double LearningRate { get; init; } = Training.LearningRate;

    /// <summary>Steps over which the rate rises from 0 before it falls linearly to 0.</summary>
    /// <value>10 by default, the script's.</value>
    public int WarmupSteps { get; init; } = Training.WarmupSteps;

    /// <summary>Rows of one optimizer step; at least 1.</summary>
    /// <value>128 by default, the paper's: 32 accumulated micro-batches of 4.</value>
    public int BatchSize { get; init; } = Training.BatchSize;

    /// <summary>Bounds memory: rows of greatest length that are computed at once; at least 1. Results depend on it only in what dropout drops.</summary>
    /// <value>4 by default, the paper's.</value>
    public int MicroBatchSize { get; init; } = Training.MicroBatchSize;

    /// <summary>
    /// Longest row in tokens, prompt and answer together; at least 2. What is longer is cut; a row that loses all its labels is left out and reported.
    /// </summary>
    /// <value>512 by default, the paper's.</value>
    public int CutoffLength { get; init; } = 512;

    /// <summary>Whether only the answer carries loss. The script's <c>train_on_inputs</c> is the opposite.</summary>
    /// <value>false by default: prompt and answer are learned, as in the script.</value>
    public bool ResponseOnly { get; init; }

    /// <summary>With a chat template, whether only assistant messages and the ends of their turns carry loss, in every turn.</summary>
    /// <value>true by default, as is the field's custom; false leaves it to <see cref="ResponseOnly"/>.</value>
    public bool AssistantTurnsOnly { get; init; } = true;

    /// <summary>Rows that are kept apart to choose the best step, by count, or as a share where below 1. The paper keeps 500 of its 20,000.</summary>
    /// <value>0 by default: the last step counts.</value>
    public double ValidationRows { get; init; }

    /// <summary>Steps between two looks at the validation rows; at least 1.</summary>
    /// <value>50 by default, the paper's.</value>
    public int EvaluationInterval { get; init; } = Training.EvaluationInterval;

    /// <summary>Seed of the adapter's start, the row order and dropout: equal seeds give equal adapters.</summary>
    /// <value>42 by default, the script's.</value>
    public int Seed { get; init; } = Training.Seed;

    /// <summary>How a row becomes what the model reads: Alpaca's, another text, the model's own chat template or a given one, with a system message or none.</summary>
    /// <value>The Alpaca template by default, the paper's.</value>
    public PromptTemplate Template { get; init; } = PromptTemplate.Alpaca;

    /// <summary>
    /// As <see cref="Template"/>, for the answers of the tuned model. Tuning without a safety prompt and asking with one keeps a chat model safer (PTST; Lyu et al., 2024).
    /// </summary>
    /// <value>null by default: as in training.</value>
    public PromptTemplate? AnswerTemplate { get; init; }

    /// <summary>How the tuned model's answers are chosen.</summary>
    /// <value>4 beams and 128 new tokens by default, as the paper's script.</value>
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>The type of the base weights in memory.</summary>
    /// <value>As stored by default. (The paper holds them in 8 bits.)</value>
    public WeightPrecision Precision { get; init; }

    /// <summary>Where the model runs: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <value><c>auto</c> by default: a GPU if there is one.</value>
    public string Device { get; init; } = "auto";

    /// <summary>A folder for the adapter, written when training ends well, and with the last good weights when the loss stops being a number.</summary>
    /// <value>null by default: the adapter lives in the transformer only.</value>
    public string? AdapterFolder { get; init; }

    /// <summary>Told after every step, on the training thread.</summary>
    public IProgress<TrainingProgress>? Progress { get; init; }

    /// <summary>Stops training and answering; a stopped <c>Fit</c> leaves no file behind.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One message that lists every fault.</exception>
    public void Validate() => OptionFaults.ThrowIfAny(nameof(SafetyTuneOptions), Faults());

    internal IEnumerable<string> Faults() =>
    [
        .. OptionFaults.Of(ToLora().Validate),
        .. OptionFaults.Of(ToTraining().Validate),
        .. CutoffLength >= 2 ? [] : (string[])[$"CutoffLength is {CutoffLength}; it must be at least 2."],
        .. ValidationRows is >= 0 and < 1 || (ValidationRows >= 1 && double.IsInteger(ValidationRows)) ? []
            : (string[])[$"ValidationRows is {ValidationRows}; it must be a count, a share below 1, or 0."],
        .. AdapterFolder is null || !string.IsNullOrWhiteSpace(AdapterFolder) ? [] : (string[])["AdapterFolder is empty; give a folder or null."],
        .. Template.Faults(),
        .. AnswerTemplate?.Faults(nameof(AnswerTemplate)) ?? [],
        .. OptionFaults.Of(Decoding.Validate),
        .. OptionFaults.Of(Place("").Validate),
    ];

    internal LoraOptions ToLora() =>
        new() { Rank = Rank, Alpha = Alpha, Dropout = Dropout, TargetModules = TargetModules, UseRankStabilized = UseRankStabilized };

    internal TrainingOptions ToTraining() => new()
    {
        Epochs = Epochs,
        LearningRate = LearningRate,
        WarmupSteps = WarmupSteps,
        BatchSize = BatchSize,
        MicroBatchSize = MicroBatchSize,
        EvaluationInterval = EvaluationInterval,
        Seed = Seed,
    };

    internal ModelPlace Place(string baseModel) => new(baseModel, Precision, Device);
}
