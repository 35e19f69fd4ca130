using SafetyML.Mapping;
using SafetyML.Prompts;
using SafetyML.Torch.Decoding;

namespace SafetyML.Answering;

/// <summary>Instruction and input in, answer out.</summary>
internal sealed class AnswerMapping(
    AnswerModel model, AnswerColumns columns, PromptTemplate template, DecodingOptions decoding, CancellationToken cancellationToken)
    : IRowMapping<string>, IDisposable
{
    // Rows that a cursor reads ahead where the options leave the number open: what their prompts begin with is computed once for all of them.
    private const int DefaultBatchSize = 32;

    public AnswerModel Model => model;

    public AnswerColumns Columns => columns;

    public PromptTemplate Template => template;

    public DecodingOptions Decoding => decoding;

    public IReadOnlyList<InputColumn> Inputs { get; } = InputsOf(columns);

    public IReadOnlyList<OutputColumn<string>> Outputs { get; } = OutputsOf(columns);

    public int BatchSize => decoding.BatchSize ?? DefaultBatchSize;

    public static IReadOnlyList<InputColumn> InputsOf(AnswerColumns columns) =>
        columns.Input is null ? [new(columns.Instruction)] : [new(columns.Instruction), new(columns.Input, IsOptional: true)];

    public static IReadOnlyList<OutputColumn<string>> OutputsOf(AnswerColumns columns) => [OutputColumn<string>.Text(columns.Answer, answer => answer)];

    public IReadOnlyList<string> Map(IReadOnlyList<string[]> rows) =>
        model.Answer([.. rows.Select(row => template.Format(row[0], row.ElementAtOrDefault(1)))], decoding, cancellationToken);

    /// <summary>What is saved of this mapping.</summary>
    public AnswerState ToState(BaseModelPlace place) => new()
    {
        Base = place,
        Sha256 = model.WeightsSha256,
        Adapter = model.CaptureAdapter(place.Path),
        Template = template,
        Decoding = decoding,
        Columns = columns,
    };

    public void Dispose() => model.Dispose();
}
