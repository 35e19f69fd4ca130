using System.Text.Json;
using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Prompts;
using SafetyML.Tests.Support;
using SafetyML.Torch.Chat;
using SafetyML.Tuning;
using Xunit;

namespace SafetyML.Tests.Tuning;

public sealed class ChatTuningTests : IDisposable
{
    private const string Template = "{% for m in messages %}<{{ m.role[0] }}>{{ m.content }}{{ eos_token }}{% endfor %}{% if add_generation_prompt %}<a>{% endif %}";
    private static readonly SafetyTuneOptions Tuning = Some.Tuning with { Template = PromptTemplate.ModelChat };

    private static readonly Talk[] Talks =
    [
        new("""[{"role":"user","content":"Zib."},{"role":"assistant","content":"No."},{"role":"user","content":"Why?"},{"role":"assistant","content":"So."}]""", "long"),
        new("""[{"role":"system","content":"S"},{"role":"user","content":"Hi"},{"role":"assistant","content":"Ho"}]""", "short"),
    ];

    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _base;

    public ChatTuningTests()
    {
        _base = TinyModel.Write(_folder.File("base"));
        WriteTemplate(Template);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SafetyTune_ModelsOwnTemplate_ConformsToMlNet() =>
        EstimatorConformance.Check<Some.Row, Some.Answered>(_ml, _ml.Transforms.SafetyTune(_base, Tuning), "Instruction", Some.Rows);

    [Fact]
    public void SafetyTuneConversations_Always_ConformsToMlNet() =>
        EstimatorConformance.Check<Talk, Some.Answered>(_ml, _ml.Transforms.SafetyTuneConversations(_base, Tuning), "Messages", Talks);

    [Fact]
    public void AnswerConversations_Always_ConformsToMlNet() => EstimatorConformance.Check<Talk, Some.Answered>(
        _ml, _ml.Transforms.AnswerConversations(_base, Some.Answering with { Template = PromptTemplate.ModelChat }), "Messages", Talks);

    [Fact]
    public void Fit_OneTurnConversations_TrainAsInstructionsDo()
    {
        var rows = _ml.Of(Some.Rows);
        using var instructions = _ml.Transforms.SafetyTune(_base, Tuning).Fit(rows);
        using var conversations = _ml.Transforms.SafetyTuneConversations(_base, Tuning).Fit(_ml.Data.ToConversations(rows));
        Assert.Equal(instructions.Training.Result.Steps.Select(step => step.Loss), conversations.Training.Result.Steps.Select(step => step.Loss));
        Assert.Equal(instructions.Transform(rows).Texts("Answer"), conversations.Transform(_ml.Data.ToConversations(rows)).Texts("Answer"));
    }

    [Fact]
    public void Fit_TemplateSystemMessageOrTurns_ChangeWhatIsLearned()
    {
        SafetyTuneOptions[] options =
        [
            Tuning, Some.Tuning, Tuning with { Template = PromptTemplate.Of(ChatTemplate.ChatML) }, Tuning with { Template = PromptTemplate.ModelChat with { System = "S" } },
            Tuning with { AssistantTurnsOnly = false },
        ];
        var losses = options.Select(each =>
        {
            using var model = _ml.Transforms.SafetyTune(_base, each).Fit(_ml.Of(Some.Rows));
            return model.Training.Result.Steps[0].Loss;
        }).ToList();
        Assert.Equal(losses.Count, losses.Distinct().Count());
    }

    [Fact]
    public void Transform_AnswerTemplate_AsksAsAModelWithThatTemplateIsAsked()
    {
        var safe = PromptTemplate.ModelChat with { System = "Be safe." };
        using var model = _ml.Transforms.SafetyTune(_base, Tuning with { AnswerTemplate = safe }).Fit(_ml.Of(Some.Rows));
        using var plain = _ml.Transforms.SafetyTune(_base, Tuning).Fit(_ml.Of(Some.Rows));
        Assert.Equal(plain.Training.Result.Steps[^1].Loss, model.Training.Result.Steps[^1].Loss);
        model.SaveAdapter(_folder.File("adapter"));
        using var asked = _ml.Transforms.GenerateAnswers(_base, Some.Answering with { AdapterFolder = _folder.File("adapter"), Template = safe }).Fit(_ml.Of(Some.Rows));
        var answers = model.Transform(_ml.Of(Some.Rows)).Texts("Answer");
        Assert.Equal(asked.Transform(_ml.Of(Some.Rows)).Texts("Answer"), answers);
        Assert.NotEqual(plain.Transform(_ml.Of(Some.Rows)).Texts("Answer"), answers);
    }

    [Fact]
    public void Load_FolderWithAnotherTemplate_AsksWithTheOneItWasSavedWith()
    {
        using var model = _ml.Transforms.SafetyTune(_base, Tuning).Fit(_ml.Of(Some.Rows));
        var expected = model.Transform(_ml.Of(Some.Rows)).Texts("Answer");
        _ml.Model.Save(model, _ml.Of(Some.Rows).Schema, _folder.File("tuned.zip"));
        WriteTemplate("{{ messages[-1].content }}!");
        Assert.Equal(expected, _ml.Model.Load(_folder.File("tuned.zip"), out _).Transform(_ml.Of(Some.Rows)).Texts("Answer"));
    }

    [Fact]
    public void Fit_ConversationsThatTheTemplateRefuses_AreReportedAsSkipped()
    {
        WriteTemplate("{% if messages | length > 2 %}{{ raise_exception('Too long!') }}{% endif %}" + Template);
        using var model = _ml.Transforms.SafetyTuneConversations(_base, Tuning).Fit(_ml.Of(Talks[0], new Talk(Talks[1].Messages.Replace("""{"role":"system","content":"S"},""", "", StringComparison.Ordinal), "")));
        Assert.Equal(1, model.Training.TrainedRows);
        Assert.Equal([(0, "refused by the chat template (Too long!)")], model.Training.SkippedRows.Select(row => (row.Row, row.Reason)));
    }

    [Fact]
    public void Fit_SystemMessageThatTheTemplateRefuses_FailsBeforeTraining()
    {
        var options = Tuning with { AnswerTemplate = PromptTemplate.Of(ChatTemplate.Mistral) with { System = "S" } };
        Assert.Equal(
            "Mistral refuses the conversation (system, user): Conversation roles must alternate user/assistant/user/assistant/...",
            Assert.Throws<ChatTemplateException>(() => _ml.Transforms.SafetyTune(_base, options).Fit(_ml.Of(Some.Rows))).Message);
        Assert.Equal(0, BaseModels.Loaded.LeasesOf(new ModelPlace(_base, WeightPrecision.Stored, "cpu")));
    }

    [Fact]
    public void Fit_NoChatTemplate_SaysWhatToGive()
    {
        WriteTemplate(null);
        Assert.StartsWith($"The folder '{_base}' has no chat template", Assert.Throws<ChatTemplateException>(
            () => _ml.Transforms.GenerateAnswers(_base, Some.Answering with { Template = PromptTemplate.ModelChat }).Fit(_ml.Of(Some.Rows))).Message);
        Assert.Equal(0, BaseModels.Loaded.LeasesOf(new ModelPlace(_base, WeightPrecision.Stored, "cpu")));
    }

    [Fact]
    public void Fit_SeveralTurnsWithAlpaca_NamesTheRowAndTheSetting() => Assert.Equal(
        "Row 0: A template of text alone, such as Alpaca's, has no place for the roles user, assistant, user, assistant. "
        + "Set Template to PromptTemplate.ModelChat or to a given one, as PromptTemplate.Of(ChatTemplate.ChatML).",
        Assert.Throws<InvalidDataException>(() => _ml.Transforms.SafetyTuneConversations(_base, Some.Tuning).Fit(_ml.Of(Talks))).Message);

    [Fact]
    public void Fit_ColumnThatHoldsNoConversations_NamesRowAndColumn() => Assert.StartsWith(
        "Row 1 of column 'Messages': the conversation is not valid JSON",
        Assert.Throws<InvalidDataException>(() => _ml.Transforms.SafetyTuneConversations(_base, Tuning).Fit(_ml.Of(Talks[0], new Talk("Hi", "")))).Message);

    [Fact]
    public void Transform_ConversationThatCannotBeAsked_NamesTheColumnAndItsBeginning()
    {
        using var model = _ml.Transforms.AnswerConversations(_base, Some.Answering with { Template = PromptTemplate.Of(ChatTemplate.Mistral) }).Fit(_ml.Of(Talks));
        Assert.Equal(
            """Column 'Messages', the conversation [{"role":"system","content":"S"},{"role":"user","content":"Hi"},{"role":"assista…: """
            + "Mistral refuses the conversation (system, user): Conversation roles must alternate user/assistant/user/assistant/...",
            Assert.Throws<InvalidDataException>(() => model.Transform(_ml.Of(Talks)).Texts("Answer")).Message);
        Assert.StartsWith("Column 'Messages', the conversation Hi: the conversation is not valid JSON",
            Assert.Throws<InvalidDataException>(() => model.Transform(_ml.Of(new Talk("Hi", ""))).Texts("Answer")).Message);
    }

    [Fact]
    public void Fit_EndOfTurnThatIsNoToken_WarnsThatItIsText()
    {
        List<string> log = [];
        _ml.Log += (_, entry) => log.Add(entry.Message);
        using (_ml.Transforms.SafetyTune(_base, Tuning with { Template = PromptTemplate.Of(ChatTemplate.ChatML) }).Fit(_ml.Of(Some.Rows)))
        {
        }
        Assert.Contains(log, line => line.Contains("ChatML ends a turn with '<|im_end|>', which is no token of this model", StringComparison.Ordinal));
    }

    [Fact]
    public void Parse_StateOfBeforeChatTemplates_StillLoads()
    {
        using var mapping = new AnswerMapping(new AnswerModel(() => BaseModels.Loaded.Rent(new ModelPlace(_base, WeightPrecision.Stored, "cpu")), null),
            new AnswerColumns("Answer", "Instruction", "Input"), PromptTemplate.Alpaca, Some.Decoding, CancellationToken.None);
        var text = mapping.ToState(new ModelPlace(_base, WeightPrecision.Stored, "cpu")).ToText();
        string[] added = [",\"System\":null,\"Chat\":null,\"UsesModelChat\":false", ",\"EndTokens\":[]", ",\"AreConversations\":false"];
        foreach (var part in added)
        {
            Assert.Contains(part, text);
            text = text.Replace(part, "", StringComparison.Ordinal);
        }
        Assert.Equal(PromptTemplate.Alpaca, AnswerState.Parse(text).Template);
    }

    private void WriteTemplate(string? template) => File.WriteAllText(
        Path.Combine(_base, "tokenizer_config.json"), JsonSerializer.Serialize(new { bos_token = "<s>", eos_token = "</s>", chat_template = template }));

    internal sealed record Talk(string Messages, string Tag);
}
