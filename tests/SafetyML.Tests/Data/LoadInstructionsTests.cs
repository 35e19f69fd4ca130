using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Data;

public sealed class LoadInstructionsTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void LoadInstructions_AlpacaJson_GivesThreeTextColumns()
    {
        var view = Load("alpaca.json", """[{"instruction": "Say hello", "input": "", "output": "Hello"}, {"instruction": "Add", "input": "1 2", "output": ""}]""");
        Assert.Equal(["Instruction", "Input", "Output"], view.Schema.Names());
        Assert.Equal(["Say hello", "Add"], view.Texts("Instruction"));
        Assert.Equal(["", "1 2"], view.Texts("Input"));
        Assert.Equal(["Hello", ""], view.Texts("Output"));
    }

    [Theory]
    [InlineData("""{"instruction": "Ask", "output": "Answer"}""")]
    [InlineData("""{"instruction": "Ask", "input": null, "output": "Answer"}""")]
    [InlineData("""{"prompt": "Ask", "completion": "Answer"}""")]
    [InlineData("""{"instruction": "Ask", "context": "", "response": "Answer", "category": "x"}""")]
    [InlineData("""{"messages": [{"role": "user", "content": "Ask"}, {"role": "assistant", "content": "Answer"}]}""")]
    [InlineData("""{"messages": [{"role": "user", "content": [{"type": "text", "text": "Ask"}]}, {"role": "assistant", "content": "Answer"}]}""")]
    public void LoadInstructions_JsonLinesOfAnyForm_GivesTheSameRow(string row)
    {
        var view = Load("data.jsonl", $"{row}\n\n{row}\r\n");
        Assert.Equal(["Ask", "Ask"], view.Texts("Instruction"));
        Assert.Equal(["", ""], view.Texts("Input"));
        Assert.Equal(["Answer", "Answer"], view.Texts("Output"));
    }

    [Fact]
    public void LoadInstructions_SystemMessage_StandsBeforeTheRequest()
    {
        var view = Load("data.jsonl", """{"messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Ask"}, {"role": "assistant", "content": "A"}]}""");
        Assert.Equal(["Be brief.\n\nAsk"], view.Texts("Instruction"));
    }

    [Fact]
    public void LoadInstructions_JsonLinesUnderTheNameJson_AreRead() =>
        Assert.Equal(["a", "b"], Load("data.json", "{\"instruction\": \"a\", \"output\": \"1\"}\n{\"instruction\": \"b\", \"output\": \"2\"}\n").Texts("Instruction"));

    [Theory]
    [InlineData("data.csv", "instruction,input,output\nAsk,,\"An \"\"answer\"\",\r\nof two lines\"\nNext,x,y\n")]
    [InlineData("data.tsv", "Instruction\tInput\tOutput\nAsk\t\t\"An \"\"answer\"\",\r\nof two lines\"\nNext\tx\ty")]
    public void LoadInstructions_DelimitedText_ReadsQuotedFields(string name, string text)
    {
        var view = Load(name, text);
        Assert.Equal(["Ask", "Next"], view.Texts("Instruction"));
        Assert.Equal(["An \"answer\",\r\nof two lines", "y"], view.Texts("Output"));
    }

    [Theory]
    [InlineData("data.json", "[{\"instruction\": \"Grüße\", \"output\": \"x\"}]")]
    [InlineData("data.jsonl", "{\"instruction\": \"Grüße\", \"output\": \"x\"}")]
    [InlineData("data.csv", "instruction,output\nGrüße,x")]
    public void LoadInstructions_ByteOrderMark_IsNotText(string name, string text) =>
        Assert.Equal(["Grüße"], Load(name, "\uFEFF" + text).Texts("Instruction"));

    [Theory]
    [InlineData("safety.json", "[\n{\"instruction\": \"a\", \"output\": \"b\"},\n{\"instruction\": \"a\"}\n]", "safety.json:3: \"output\" is missing.", 3)]
    [InlineData("safety.json", "[{\"output\": \"b\"}]", "safety.json:1: \"instruction\" is missing.", 1)]
    [InlineData("safety.json", "[{\"instruction\": 7, \"output\": \"b\"}]", "safety.json:1: \"instruction\" is 7; text is expected.", 1)]
    [InlineData("safety.json", "[{\"instruction\": \" \", \"output\": \"b\"}]", "safety.json:1: \"instruction\" is empty.", 1)]
    [InlineData("safety.json", "[\n[]]", "safety.json:2: the row is an array; an object is expected.", 2)]
    [InlineData("safety.json", "[{\"instruction\": \"\\ud800\", \"output\": \"b\"}]",
        "safety.json:1: \"instruction\" is not valid text: it holds half of a surrogate pair.", 1)]
    [InlineData("safety.json", "[\n{\"instruction\": \"a\", \"output\": \"b\"},\n{\"instruction\" \"a\"}]",
        "safety.json:3: not valid JSON: '\"' is invalid after a property name. Expected a ':'.", 3)]
    [InlineData("safety.json", "{\n\"instructions\": [\n\"a\"\n]}",
        "safety.json:1: \"instruction\" is missing, but there is a list \"instructions\": this is a file for LoadPrompts.", 1)]
    [InlineData("safety.json", "{\n\"instruction\": \"a\",\n}", "safety.json:3: not valid JSON: The JSON object contains a trailing comma at the end which is not "
        + "supported in this mode. Change the reader options.", 3)]
    [InlineData("safety.json", "[]", "safety.json: the file holds no rows.", null)]
    [InlineData("safety.jsonl", "", "safety.jsonl: the file holds no rows.", null)]
    [InlineData("safety.jsonl", "{\"instruction\": \"a\", \"output\": \"b\"}\n{\"instruction\": \"a\"}\n{}\nx\n",
        "safety.jsonl:2: \"output\" is missing. 2 more rows are bad: lines 3, 4.", 2)]
    [InlineData("safety.jsonl", "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]}",
        "safety.jsonl:1: \"messages\" holds the roles user; one user message and one assistant message are expected, after at most one system message. "
        + "Load longer conversations with LoadConversations.", 1)]
    [InlineData("safety.jsonl", "{\"messages\": [{\"role\": \"tool\", \"content\": \"a\"}]}",
        "safety.jsonl:1: \"role\" is \"tool\"; system, user and assistant are known.", 1)]
    [InlineData("safety.csv", "instruction,output\n\"a\nb\",c\nd,e,f\n", "safety.csv:4: the row has 3 fields; the header has 2.", 4)]
    [InlineData("safety.csv", "instruction,output\na,b\nc \"d\" e,f\n",
        "safety.csv:3: a quote stands inside the unquoted field 'c \"d\" e'. Quote the field and double the quotes inside it.", 3)]
    [InlineData("safety.csv", "instruction,Instruction\na,b\n", "safety.csv:1: the header names 'instruction' twice. Give every column its own name.", 1)]
    public void LoadInstructions_BadFile_NamesFileLineAndFault(string name, string text, string message, int? line)
    {
        var path = _folder.Write(name, text);
        var exception = Assert.Throws<DataFileException>(() => _ml.Data.LoadInstructions(path));
        Assert.Equal(message, exception.Message);
        Assert.Equal(line, exception.Line);
        Assert.Equal(path, exception.Path);
    }

    [Fact]
    public void LoadInstructions_NotUtf8_NamesTheLine()
    {
        var path = _folder.Write("safety.csv", [.. "instruction,output\nGr"u8, 0xFC, .. "n,x\n"u8]);
        var exception = Assert.Throws<DataFileException>(() => _ml.Data.LoadInstructions(path));
        Assert.Equal("safety.csv:2: the text is not valid UTF-8. Save the file as UTF-8.", exception.Message);
    }

    [Fact]
    public void LoadInstructions_UnknownEnding_NamesThoseKnown()
    {
        var exception = Assert.Throws<ArgumentException>(() => _ml.Data.LoadInstructions(_folder.Write("data.parquet", "x")));
        Assert.StartsWith("'data.parquet' ends with '.parquet'; instruction files end with .json, .jsonl, .ndjson, .csv or .tsv.", exception.Message);
    }

    [Fact]
    public void LoadInstructions_NoFile_SaysWhich() =>
        Assert.Contains("nowhere.json", Assert.Throws<FileNotFoundException>(() => _ml.Data.LoadInstructions(_folder.File("nowhere.json"))).Message);

    [SkippableTheory]
    [InlineData("data/alpaca/alpaca_first1807.json", 1807)]
    [InlineData("data/safety-tuned-llamas/safety_only_data_Instructions.json", 2483)]
    [InlineData("data/alpaca/databricks-dolly-15k-safety-only.jsonl", 387)]
    public void LoadInstructions_PublishedData_ReadsEveryRow(string path, int rows)
    {
        var view = _ml.Data.LoadInstructions(Shared.File(path));
        Assert.Equal(rows, view.GetRowCount());
        Assert.Equal(rows, view.Texts("Output").Length);
    }

    private IDataView Load(string name, string text) => _ml.Data.LoadInstructions(_folder.Write(name, text));
}
