using System.Text.RegularExpressions;

namespace Examples.Tests;

[Collection(nameof(ReadmeTests))]
[CollectionDefinition(nameof(ReadmeTests), DisableParallelization = true)] // the snippet reads files of the current folder
public sealed partial class ReadmeTests : IDisposable
{
    private readonly string before = Environment.CurrentDirectory;
    private readonly string folder = Directory.CreateTempSubdirectory("readme-").FullName;

    [Fact]
    public void Snippet_OfTheReadme_IsTheOneThatIsRun()
    {
        var source = File.ReadAllText(Repository.File("tests", "Examples.Tests", "ReadmeSnippet.cs"));
        var body = Between(source, "        // begin\n", "        // end\n");
        var readme = Between(File.ReadAllText(Repository.File("README.md")), "```csharp\n", "```");
        Assert.Equal(Indent().Replace(body, ""), readme);
    }

    [Fact]
    public void Snippet_OnTheTinyWorld_RunsAndSavesAModel()
    {
        var tiny = Repository.File("examples", "QuickStart", "Tiny");
        Directory.CreateDirectory(Path.Combine(folder, "base"));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(tiny, "data")))
            File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
        foreach (var file in Directory.EnumerateFiles(Path.Combine(tiny, "base")))
            File.Copy(file, Path.Combine(folder, "base", Path.GetFileName(file)));
        Environment.CurrentDirectory = folder;
        ReadmeSnippet.Run();
        Assert.True(File.Exists("safety-tuned.zip"));
    }

    [Theory]
    [InlineData("dotnet run src/setup.cs && dotnet run -c Release --project examples/QuickStart")]
    [InlineData("dotnet run src/setup.cs && dotnet test SafetyML.sln -c Release")]
    public void Commands_OfTheReadme_AreThere(string command) =>
        Assert.Contains(command, File.ReadAllText(Repository.File("README.md")));

    public void Dispose()
    {
        Environment.CurrentDirectory = before;
        Directory.Delete(folder, recursive: true);
    }

    private static string Between(string text, string begin, string end)
    {
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        return text[start..text.IndexOf(end, start, StringComparison.Ordinal)];
    }

    [GeneratedRegex("^        ", RegexOptions.Multiline)]
    private static partial Regex Indent();
}
