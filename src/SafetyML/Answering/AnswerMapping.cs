using SafetyML.Data;
using SafetyML.Mapping;
using SafetyML.Prompts;
using SafetyML.Torch.Chat;
using SafetyML.Torch.Decoding;

namespace SafetyML.Answering;

/// <summary>Instruction and input in, answer out.</summary>
internal sealed class AnswerMapping(
    AnswerModel model, AnswerColumns columns, PromptTemplate template, DecodingOptions decoding, CancellationToken cancellationToken)
    : IRowMapping<string>, IDisposable
{
    // Rows that a cursor reads ahead where the options leave the number open: what their prompts begin with is computed once for all of them.
    private const int DefaultBatchSize = 32;
    private const int ShownText = 80;

    // Made when the model is first asked; two threads may both make it, which costs nothing.
    private ModelPrompts? prompts;

    public AnswerModel Model => model;

    public AnswerColumns Columns => columns;

    public PromptTemplate Template => template;

    public DecodingOptions Decoding => decoding;

    public IReadOnlyList<InputColumn> Inputs { get; } = InputsOf(columns);

    public IReadOnlyList<OutputColumn<string>> Outputs { get; } = OutputsOf(columns);

    public int BatchSize => decoding.BatchSize ?? DefaultBatchSize;

    /// <summary>Loads the model and refuses a template that does not take a plain request.</summary>
    public void Check() => NewPrompts().Check();

    public static IReadOnlyList<InputColumn> InputsOf(AnswerColumns columns) =>
        columns.Input is null ? [new(columns.Instruction)] : [new(columns.Instruction), new(columns.Input, IsOptional: true)];

    public static IReadOnlyList<OutputColumn<string>> OutputsOf(AnswerColumns columns) => [OutputColumn<string>.Text(columns.Answer, answer => answer)];

    public IReadOnlyList<string> Map(IReadOnlyList<string[]> rows)
    {
        var own = prompts ??= NewPrompts();
        return model.Answer([.. rows.Select(row => Ask(own, row))], own.Ending(decoding), cancellationToken);
    }

    /// <summary>What is saved of this mapping. A model's own chat template is saved as it is now: a copy of the folder may have another.</summary>
    public AnswerState ToState(ModelPlace place) => new()
    {
        Base = place,
        Sha256 = model.WeightsSha256,
        Adapter = model.CaptureAdapter(place.Path),
        Template = NewPrompts().Template,
        Decoding = decoding,
        Columns = columns,
    };

    private ModelPrompts NewPrompts() => model.With(loaded => new ModelPrompts(loaded, template));

    private int[] Ask(ModelPrompts own, string[] row)
    {
        if (!columns.AreConversations)
            return own.Ask(row[0], row.ElementAtOrDefault(1) ?? "");
        try
        {
            return own.Ask(MessagesJson.Parse(row[0]));
        }
        catch (Exception fault) when (fault is InvalidDataException or ChatTemplateException { IsRefusal: true })
        {
            var start = row[0].Length <= ShownText ? row[0] : $"{row[0][..ShownText]}…";
            throw new InvalidDataException($"Column '{columns.Instruction}', the conversation {start}: {fault.Message}", fault);
        }
    }

    public void Dispose() => model.Dispose();
}
