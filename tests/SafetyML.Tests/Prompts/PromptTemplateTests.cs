using SafetyML.Prompts;
using SafetyML.Torch.Chat;
using Xunit;

namespace SafetyML.Tests.Prompts;

public sealed class PromptTemplateTests
{
    [Fact]
    public void Format_NoInput_IsAlpacasShortText() => Assert.Equal(
        "Below is an instruction that describes a task. Write a response that appropriately completes the request.\n\n### Instruction:\nSay hello\n\n### Response:\n",
        PromptTemplate.Alpaca.Format("Say hello"));

    [Fact]
    public void Format_Input_IsAlpacasLongText() => Assert.Equal(
        "Below is an instruction that describes a task, paired with an input that provides further context. Write a response that appropriately completes the "
        + "request.\n\n### Instruction:\nAdd\n\n### Input:\n1 2\n\n### Response:\n",
        PromptTemplate.Alpaca.Format("Add", "1 2"));

    [Fact]
    public void Format_MarksInTheUsersText_StayAsTheyAre()
    {
        var template = new PromptTemplate { WithInput = "{instruction}|{input}|{instruction}", WithoutInput = "{instruction}" };
        Assert.Equal("a {input}|b {instruction}|a {input}", template.Format("a {input}", "b {instruction}"));
    }

    [Fact]
    public void Format_ChatTemplate_IsTheUsersMessage()
    {
        Assert.Equal("Say hello", PromptTemplate.ModelChat.Format("Say hello"));
        Assert.Equal("Add\n\n1 2", PromptTemplate.Of(ChatTemplate.Llama3).Format("Add", "1 2"));
        Assert.Equal("Add", (PromptTemplate.ModelChat with { System = "S" }).Format("Add"));
    }

    [Fact]
    public void Format_SystemMessageWithoutAChatTemplate_StandsBeforeTheText() =>
        Assert.Equal("S\n\nAdd!", new PromptTemplate { WithoutInput = "{instruction}!", System = "S" }.Format("Add"));

    [Fact]
    public void Faults_TextsWithoutMarks_AreAllListed() => Assert.Equal(
        ["Template.WithInput lacks {instruction}.", "Template.WithInput lacks {input}.", "Template.WithoutInput lacks {instruction}."],
        new PromptTemplate { WithInput = "a", WithoutInput = "b" }.Faults());
}
