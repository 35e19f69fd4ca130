using SafetyML.Answering;
using SafetyML.Prompts;
using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Tests.Saving;

/// <summary>A saved model comes from anywhere: what it says is checked before anything is done with it.</summary>
public sealed class SavedStateTests
{
    private static readonly AnswerState State = new()
    {
        Base = new ModelPlace("base", WeightPrecision.Stored, "cpu"),
        Sha256 = "ab",
        Adapter = new AdapterFiles([1, 2], [3]),
        Template = PromptTemplate.Alpaca,
        Decoding = new DecodingOptions(),
        Columns = new AnswerColumns("Answer", "Instruction", null),
    };

    [Fact]
    public void Parse_OwnText_GivesTheState()
    {
        var again = AnswerState.Parse(State.ToText());
        Assert.Equal(State.Adapter!.Configuration, again.Adapter!.Configuration);
        Assert.Equal(State.Adapter.Weights, again.Adapter.Weights);
        Assert.Equal((State.Base, State.Sha256, State.Template, State.Columns), (again.Base, again.Sha256, again.Template, again.Columns));
    }

    [Theory]
    [InlineData("\"Beams\":4", "\"Beams\":0", "Beams is 0")]
    [InlineData("\"BatchSize\":null", "\"BatchSize\":0", "BatchSize is 0")]
    [InlineData("\"Device\":\"cpu\"", "\"Device\":\"abacus\"", "Device is 'abacus'")]
    [InlineData("\"Precision\":\"Stored\"", "\"Precision\":77", "Precision is 77")]
    [InlineData("\"Instruction\":\"Instruction\"", "\"Instruction\":\"\"", "A column name is empty.")]
    [InlineData("\"Sha256\":\"ab\"", "\"Sha256\":null", "Sha256")]
    [InlineData("\"Weights\":", "\"../../weights\":", "Weights")]
    [InlineData("{\"Base\"", "\"Base\"", "JSON")]
    public void Parse_TamperedText_NamesTheFault(string written, string tampered, string fault)
    {
        var text = State.ToText();
        Assert.Contains(written, text);
        var message = Assert.Throws<InvalidDataException>(() => AnswerState.Parse(text.Replace(written, tampered, StringComparison.Ordinal))).Message;
        Assert.StartsWith("The saved model cannot be restored: ", message);
        Assert.Contains(fault, message);
        Assert.EndsWith("Load a file that ml.Model.Save wrote, of this version of SafetyML.", message);
    }
}
