using SafetyML.Refusal;
using Xunit;

namespace SafetyML.Tests.Refusal;

public sealed class RefusalJudgeTests
{
    [Theory]
    [InlineData("linear")]
    [InlineData("Linear")]
    [InlineData("LINEAR")]
    public void Parse_NameInAnyCase_IsTheJudge(string text) => Assert.Same(RefusalJudge.Linear, RefusalJudge.Parse(text));

    [Fact]
    public void Parse_FolderThatIsNamedAsAJudge_IsTheFolder()
    {
        using var folder = new TempFolder();
        var path = Directory.CreateDirectory(folder.File("linear")).FullName;
        Assert.Equal(RefusalJudge.Encoder(path), RefusalJudge.Parse(path));
    }

    [Fact]
    public void Parse_NeitherNameNorFolder_ListsTheNames() => Assert.Equal(
        "The encoder folder 'liner' was not found. Give a Hugging Face folder with a classification head, or one of the judges xstest, gcg, qi, rules, linear.",
        Assert.Throws<DirectoryNotFoundException>(() => RefusalJudge.Parse("liner")).Message);
}
