using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Tests.Support;
using SafetyML.Torch.Chat;
using Xunit;

namespace SafetyML.Tests.Data;

public sealed class LoadConversationsTests : IDisposable
{
    private const string TwoTurns =
        """{"messages": [{"role": "system", "content": "S"}, {"role": "user", "content": "a"}, {"role": "assistant", "content": "b"}, {"role": "user", "content": "ç"}, {"role": "assistant", "content": "d"}]}""";

    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadConversations_SeveralTurns_KeepsThemAll()
    {
        var view = Load("talk.jsonl", TwoTurns);
        Assert.Equal(["Messages", "Instruction", "Output"], view.Schema.Names());
        Assert.Equal(
            ["""[{"role":"system","content":"S"},{"role":"user","content":"a"},{"role":"assistant","content":"b"},{"role":"user","content":"ç"},{"role":"assistant","content":"d"}]"""],
            view.Texts("Messages"));
        Assert.Equal(("ç", "d"), (view.Texts("Instruction")[0], view.Texts("Output")[0]));
    }

    [Theory]
    [InlineData("talk.json", """[{"conversations": [{"from": "human", "value": "a"}, {"from": "gpt", "value": "b"}]}]""")]
    [InlineData("talk.jsonl", """{"messages": [{"role": "user", "content": [{"type": "text", "text": "a"}]}, {"role": "assistant", "content": "b"}]}""")]
    [InlineData("talk.json", """[{"instruction": "a", "input": "", "output": "b"}]""")]
    [InlineData("talk.csv", "instruction,output\na,b")]
    public void LoadConversations_EveryForm_GivesTheSameMessages(string name, string text) =>
        Assert.Equal(["""[{"role":"user","content":"a"},{"role":"assistant","content":"b"}]"""], Load(name, text).Texts("Messages"));

    [Fact]
    public void LoadConversations_ShareGptWithASystemText_PutsItFirst() => Assert.Equal(
        ["""[{"role":"system","content":"S"},{"role":"user","content":"a"}]"""],
        Load("talk.json", """[{"system": "S", "conversations": [{"from": "human", "value": "a"}]}]""").Texts("Messages"));

    [Theory]
    [InlineData("""{"messages": []}""", "talk.jsonl:1: \"messages\" holds no message; a user message is expected.")]
    [InlineData("""{"messages": "a"}""", "talk.jsonl:1: \"messages\" is a; an array is expected.")]
    [InlineData("""{"conversations": [{"from": "narrator", "value": "a"}]}""", "talk.jsonl:1: \"from\" is \"narrator\"; system, human and gpt are known.")]
    [InlineData("""{"conversations": [{"from": "human"}]}""", "talk.jsonl:1: \"value\" is missing.")]
    [InlineData("""{"messages": [{"role": "user", "content": "a"}, {"role": "system", "content": "b"}]}""",
        "talk.jsonl:1: \"messages\" holds the roles user, system; a system message comes first.")]
    [InlineData("""{"messages": [{"role": "user", "content": " "}]}""", "talk.jsonl:1: a user message is empty.")]
    public void LoadConversations_BadRow_NamesFileLineAndFault(string text, string message) =>
        Assert.Equal(message, Assert.Throws<DataFileException>(() => Load("talk.jsonl", text)).Message);

    [Fact]
    public void LoadConversations_TemplateThatRefusesRows_NamesThem()
    {
        var path = _folder.Write("talk.jsonl", string.Join('\n', """{"prompt": "a", "completion": "b"}""", TwoTurns, TwoTurns));
        Assert.Equal(
            "talk.jsonl:2: the chat template refuses it: Conversation roles must alternate user/assistant/user/assistant/... 1 more row is bad: line 3.",
            Assert.Throws<DataFileException>(() => _ml.Data.LoadConversations(path, ChatTemplate.Mistral)).Message);
        Assert.Equal(3, _ml.Data.LoadConversations(path, ChatTemplate.Llama2).GetRowCount());
    }

    [Fact]
    public void MixSafety_Conversations_KeepTheirTurns()
    {
        var safety = _ml.Data.LoadInstructions(_folder.Write("safety.json", """[{"instruction": "zib", "input": "it", "output": "No."}]"""));
        var mix = _ml.Data.MixSafety(Load("talk.jsonl", TwoTurns), safety, count: 1);
        Assert.Equal(2, mix.GetRowCount());
        Assert.Equal(Load("talk.jsonl", TwoTurns).Texts("Messages")[0], mix.Texts("Messages")[0]);
        Assert.Equal("""[{"role":"user","content":"zib\n\nit"},{"role":"assistant","content":"No."}]""", mix.Texts("Messages")[1]);
        Assert.Equal(_ml.Data.ToConversations(safety).Texts("Messages")[0], mix.Texts("Messages")[1]);
    }

    [Fact]
    public void MixSafety_ConversationsAsSafetyRows_KeepTheirTurns()
    {
        var general = _ml.Data.LoadInstructions(_folder.Write("general.json", """[{"instruction": "sum up", "input": "it", "output": "Done."}]"""));
        var mix = _ml.Data.MixSafety(general, Load("talk.jsonl", TwoTurns), count: 1);
        Assert.Equal(["""[{"role":"user","content":"sum up\n\nit"},{"role":"assistant","content":"Done."}]""", Load("talk.jsonl", TwoTurns).Texts("Messages")[0]],
            mix.Texts("Messages"));
    }

    private IDataView Load(string name, string text) => _ml.Data.LoadConversations(_folder.Write(name, text));
}
