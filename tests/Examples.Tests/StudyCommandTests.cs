namespace Examples.Tests;

/// <summary>What the quick start says to a command line that it cannot follow.</summary>
public sealed class StudyCommandTests
{
    [Fact]
    public void Run_IncompleteStudy_NamesWhatIsMissing()
    {
        var (code, _, errors) = Command.Run(Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"), "--model", "somewhere");
        Assert.NotEqual(0, code);
        Assert.Contains("--prompts is missing. A study of your own needs --model, --instructions, --safety, --count and --prompts.", errors);
    }

    [Theory]
    [InlineData("0,many")]
    [InlineData("0,-1")]
    [InlineData("")]
    public void Run_CountThatIsNone_SaysWhatIsAllowed(string count)
    {
        var (code, _, errors) = Command.Run(Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"), "--count", count);
        Assert.NotEqual(0, code);
        Assert.Contains($"--count is '{count}'; it must be whole numbers from 0, separated by commas, such as 0,100,300.", errors);
    }

    [Fact]
    public void Run_MissingFile_IsNamedInOneLine()
    {
        var (code, _, errors) = Command.Run(Path.Combine(AppContext.BaseDirectory, "QuickStart.dll"),
            "--model", "nowhere", "--instructions", "a.json", "--safety", "b.json", "--count", "0", "--prompts", "c.json", "--out", Path.GetTempPath());
        Assert.Equal(1, code);
        Assert.Contains("c.json", Assert.Single(errors.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
    }
}
