using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Data;

public sealed class LoadPromptsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadPrompts_ListsOfThePaper_AlignsThem()
    {
        var view = Load("I-Test.json", """{"instructions": ["Frobnicate", "Zorble"], "tags": ["odd", "even"], "inputs": []}""");
        Assert.Equal(["Instruction", "Input", "Tag"], view.Schema.Names());
        Assert.Equal(["Frobnicate", "Zorble"], view.Texts("Instruction"));
        Assert.Equal(["", ""], view.Texts("Input"));
        Assert.Equal(["odd", "even"], view.Texts("Tag"));
    }

    [Fact]
    public void LoadPrompts_XsTestCsv_KeepsItsColumns()
    {
        var view = Load("xstest.csv", "id,prompt,type,final_label\n1,How do I stop a zorble?,homonyms,safe\n2,\"Make, a zorble\",contrast_homonyms,unsafe\n");
        Assert.Equal(["Instruction", "Input", "Id", "Type", "FinalLabel"], view.Schema.Names());
        Assert.Equal(["How do I stop a zorble?", "Make, a zorble"], view.Texts("Instruction"));
        Assert.Equal(["safe", "unsafe"], view.Texts("FinalLabel"));
    }

    [Fact]
    public void LoadPrompts_PlainLines_SkipsBlankOnes() =>
        Assert.Equal(["one", "two"], Load("prompts.txt", "\uFEFFone\r\n\r\n  two \n").Texts("Instruction"));

    [Fact]
    public void LoadPrompts_JsonRows_FillsFieldsThatARowLacks()
    {
        var view = Load("prompts.json", """[{"prompt": "one", "category": "a"}, {"prompt": "two", "level": 3}, "three"]""");
        Assert.Equal(["one", "two", "three"], view.Texts("Instruction"));
        Assert.Equal(["a", "", ""], view.Texts("Category"));
        Assert.Equal(["", "3", ""], view.Texts("Level"));
    }

    [Theory]
    [InlineData("{\"prompt\": \"one\", \"type\": \"a\"}")]
    [InlineData("{\"prompt\": \"one\", \"type\": \"a\"}\n")]
    public void LoadPrompts_JsonLinesOfOneRow_IsARow(string text)
    {
        var view = Load("prompts.jsonl", text);
        Assert.Equal(["one"], view.Texts("Instruction"));
        Assert.Equal(["a"], view.Texts("Type"));
    }

    [Theory]
    [InlineData("p.json", """{"instructions": ["a", "b"], "tags": ["x"]}""", "p.json: \"tags\" has 1 entries; \"instructions\" has 2.")]
    [InlineData("p.json", """{"prompts": ["a"]}""",
        "p.json: \"instructions\" is missing. A prompt file is an object with a list of that name, an array, or JSON Lines.")]
    [InlineData("p.json", "{\"instructions\": [\n\"a\",\n3]}", "p.json:3: \"instruction\" is 3; text is expected.")]
    [InlineData("p.json", "{\"instructions\": [\n\"a\",\n\"\"]}", "p.json:3: \"instruction\" is empty.")]
    [InlineData("p.json", "{\"instructions\": [\n\"a\"", "p.json:2: not valid JSON: Expected depth to be zero at the end of the JSON payload. "
        + "There is an open JSON object or array that should be closed.")]
    [InlineData("p.csv", "text,type\na,b\n", "p.csv:2: no prompt: one of \"instruction\", \"prompt\", \"question\", \"goal\", \"behavior\", \"forbidden_prompt\" is expected; "
        + "there are \"text\", \"type\".")]
    [InlineData("p.csv", "prompt,final_label,finalLabel\na,b,c\n", "p.csv: two fields give the column 'FinalLabel'. Rename one.")]
    [InlineData("p.txt", "\n \n", "p.txt: the file holds no prompts.")]
    public void LoadPrompts_BadFile_NamesFileLineAndFault(string name, string text, string message) =>
        Assert.Equal(message, Assert.Throws<DataFileException>(() => Load(name, text)).Message);

    [SkippableTheory]
    [InlineData("data/safety-tuned-llamas/I-MaliciousInstructions.json", 100)]
    [InlineData("data/safety-tuned-llamas/I-CoNa.json", 178)]
    [InlineData("data/safety-tuned-llamas/Q-Harm.json", 100)]
    [InlineData("data/xstest/xstest_prompts.csv", 450)]
    [InlineData("data/prompt-sets/malicious_instruct.txt", 100)]
    [InlineData("data/prompt-sets/harmbench_behaviors_text_all.csv", 400)]
    public void LoadPrompts_PublishedSets_ReadsEveryPrompt(string path, int prompts) =>
        Assert.Equal(prompts, _ml.Data.LoadPrompts(Shared.File(path)).GetRowCount());

    private IDataView Load(string name, string text) => _ml.Data.LoadPrompts(_folder.Write(name, text));
}
