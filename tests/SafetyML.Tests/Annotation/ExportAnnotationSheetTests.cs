using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using SafetyML.Annotation;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Annotation;

public sealed class ExportAnnotationSheetTests : IDisposable
{
    private const string Hostile = "</script><script>zib()</script><img src=x onerror=\"zib()\"> & 'q' <!-- {{data}} \u2028\u2029 \u202e é\U0001F600";
    private readonly Sheets _sheets = new();

    public void Dispose() => _sheets.Dispose();

    [Fact]
    public void Export_HostileTexts_AreDataInThePageAndNothingElse()
    {
        var page = File.ReadAllText(_sheets.Export(null, (Hostile, Hostile, "plain"), ("Other", "one", "two")).Page);
        Assert.DoesNotContain("zib()<", page);
        Assert.DoesNotContain("<img", page);
        Assert.DoesNotContain("\u2028", page);
        Assert.DoesNotContain("\u2029", page);
        Assert.Equal(2, Regex.Count(page, "<script"));
        Assert.Equal(2, Regex.Count(page, "</script>"));
        var data = Data(page);
        Assert.DoesNotMatch("[<>&]", data);
        using var json = JsonDocument.Parse(data);
        var rows = json.RootElement.GetProperty("rows").EnumerateArray().ToList();
        Assert.Equal([Hostile, "Other"], rows.Select(row => row.GetProperty("prompt").GetString()!).OrderBy(text => text.Length).Reverse());
        Assert.Contains(rows, row => row.GetProperty("left").GetString() == Hostile || row.GetProperty("right").GetString() == Hostile);
    }

    [Fact]
    public void Export_Page_AllowsItsOwnScriptAndStyleOnly()
    {
        var page = File.ReadAllText(_sheets.ExportLetters(2).Page);
        var policy = WebUtility.HtmlDecode(Regex.Match(page, "Content-Security-Policy\" content=\"([^\"]*)\"").Groups[1].Value);
        var style = Regex.Match(page, "<style>(.*?)</style>", RegexOptions.Singleline);
        var script = Regex.Match(page, "<script>(.*?)</script>", RegexOptions.Singleline);
        Assert.Equal(
            $"default-src 'none'; script-src '{Hash(script)}'; style-src '{Hash(style)}'; base-uri 'none'; form-action 'none'", policy);
        Assert.DoesNotMatch("https?://", page);
        Assert.DoesNotMatch("(?i)innerHTML|outerHTML|insertAdjacentHTML|document\\.write|eval\\(", script.Value);
    }

    [Fact]
    public void Export_Page_CarriesWhatTheVerdictsAreWrittenWith()
    {
        var options = new AnnotationOptions { Title = "Who?", Guidance = "Choose <well>.", AsksHarmful = false };
        using var json = JsonDocument.Parse(Data(File.ReadAllText(_sheets.ExportLetters(3, options).Page)));
        var data = json.RootElement;
        Assert.Equal(("Who?", "Choose <well>."), (data.GetProperty("title").GetString(), data.GetProperty("guidance").GetString()));
        Assert.False(data.GetProperty("asksHarmful").GetBoolean());
        Assert.Equal(
            ["row", "annotator", "preference", "left_harmful", "right_harmful", "comment"],
            data.GetProperty("columns").EnumerateArray().Select(name => name.GetString()));
        Assert.Equal(_sheets.Rows().Select(row => row.Id), data.GetProperty("rows").EnumerateArray().Select(row => row.GetProperty("id").GetString()));
    }

    [Fact]
    public void Export_Sheet_IsBlind()
    {
        var files = _sheets.ExportLetters(4, new AnnotationOptions { FirstName = "tuned-500", SecondName = "untuned-base", Seed = 7654321 });
        foreach (var file in Directory.GetFiles(_sheets.Folder).Select(File.ReadAllText))
            Assert.DoesNotMatch("tuned-500|untuned-base|7654321|first_is_left", file);
        Assert.Contains("tuned-500", File.ReadAllText(files.Key));
        Assert.Equal(["sheet.csv", "sheet.html"], Directory.GetFiles(_sheets.Folder).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData(10, 5)]
    [InlineData(11, 6)]
    public void Export_Sides_AreBalancedAndRowsShuffled(int count, int firstIsLeft)
    {
        _sheets.ExportLetters(count, new AnnotationOptions { Seed = 3 });
        var rows = _sheets.Rows();
        Assert.Equal(firstIsLeft, rows.Count(row => row.Left == "A"));
        Assert.All(rows, row => Assert.Equal(["A", "B"], new[] { row.Left, row.Right }.Order()));
        var prompts = Enumerable.Range(0, count).Select(row => $"Prompt {row}").ToList();
        Assert.NotEqual(prompts, rows.Select(row => row.Prompt));
        Assert.Equal(prompts.Order(), rows.Select(row => row.Prompt).Order());
    }

    [Fact]
    public void Export_Seed_DecidesTheSheet()
    {
        using var other = new Sheets();
        using var third = new Sheets();
        AnnotationFiles Export(Sheets sheets, long seed) => sheets.ExportLetters(9, new AnnotationOptions { Seed = seed });
        var (one, two, three) = (Export(_sheets, 42), Export(other, 42), Export(third, 1));
        Assert.Equal(File.ReadAllText(one.Page), File.ReadAllText(two.Page));
        Assert.Equal(File.ReadAllText(one.Key), File.ReadAllText(two.Key));
        Assert.NotEqual(_sheets.Rows().Select(row => row.Left + row.Prompt), third.Rows().Select(row => row.Left + row.Prompt));
        Assert.NotEqual(File.ReadAllText(one.Key), File.ReadAllText(three.Key));
    }

    [Fact]
    public void Export_NoSeed_TakesAFreshOneThatTheKeyKeeps()
    {
        using var other = new Sheets();
        using var again = new Sheets();
        var (one, two) = (_sheets.ExportLetters(9), other.ExportLetters(9));
        var seed = Seed(one);
        Assert.NotEqual(seed, Seed(two));
        Assert.NotEqual(_sheets.Rows()[0].Id, other.Rows()[0].Id);
        Assert.DoesNotContain($"{seed}", File.ReadAllText(one.Page) + File.ReadAllText(one.Table));
        var page = File.ReadAllText(one.Page);
        Assert.Equal(page, File.ReadAllText(_sheets.ExportLetters(9).Page));
        Assert.Equal(page, File.ReadAllText(again.ExportLetters(9, new AnnotationOptions { Seed = seed }).Page));
    }

    [Fact]
    public void Export_FormulaInAnAnswer_IsTextForASpreadsheet()
    {
        _sheets.Export(null, ("=1+1", "@SUM(A1)", "+zib\nsecond line"));
        var row = Assert.Single(_sheets.Rows());
        Assert.Equal("'=1+1", row.Prompt);
        Assert.Equal(["'+zib\nsecond line", "'@SUM(A1)"], new[] { row.Left, row.Right }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Export_RepeatedPrompt_IsPairedInOrder()
    {
        var ml = _sheets.Ml;
        var first = ml.Of(new Sheets.Row("Ask.", "A1"), new Sheets.Row("Ask.", "A2"));
        var second = ml.Of(new Sheets.Row("Ask.", "B1"), new Sheets.Row("Ask.", "B2"));
        ml.Safety().ExportAnnotationSheet(first, second, _sheets.Folder, _sheets.Key);
        Assert.Equal(["A1B1", "A2B2"], _sheets.Rows().Select(row => string.Concat(new[] { row.Left, row.Right }.Order())).Order());
    }

    [Fact]
    public void Export_OtherColumns_AreReadAndInputBelongsToThePrompt()
    {
        var ml = _sheets.Ml;
        var options = new AnnotationOptions { PromptColumnName = "Ask", InputColumnName = "Context", AnswerColumnName = "Reply" };
        var view = ml.Of(new Named("Add.", "1 and 2", "3"), new Named("Add.", "2 and 2", "4"));
        ml.Safety().ExportAnnotationSheet(view, view, _sheets.Folder, _sheets.Key, options);
        Assert.Equal(["Add.\n\n1 and 2|3", "Add.\n\n2 and 2|4"], _sheets.Rows().Select(row => $"{row.Prompt}|{row.Left}").Order());
        Assert.Equal(
            "Column 'Instruction' was not found. Columns: Ask, Context, Reply.",
            Assert.Throws<ArgumentException>(() => ml.Safety().ExportAnnotationSheet(view, view, _sheets.Folder, _sheets.Key)).Message);
    }

    [Fact]
    public void Export_PromptOfOneSystemOnly_IsNamed()
    {
        var ml = _sheets.Ml;
        var (both, one) = (ml.Of(new Sheets.Row("Ask.", "a"), new Sheets.Row("Add.", "b")), ml.Of(new Sheets.Row("Ask.", "a")));
        Assert.Equal(
            "The prompt 'Add.' (row 2 of 'first') has no answer of 'second'. Give both systems the same prompts, each as often.",
            Assert.Throws<ArgumentException>(() => ml.Safety().ExportAnnotationSheet(both, one, _sheets.Folder, _sheets.Key)).Message);
        Assert.Equal(
            "The prompt 'Add.' (row 2 of 'second') has no answer of 'first'. Give both systems the same prompts, each as often.",
            Assert.Throws<ArgumentException>(() => ml.Safety().ExportAnnotationSheet(one, both, _sheets.Folder, _sheets.Key)).Message);
        var none = ml.Of<Sheets.Row>();
        Assert.StartsWith(
            "There are no answers to annotate.",
            Assert.Throws<ArgumentException>(() => ml.Safety().ExportAnnotationSheet(none, none, _sheets.Folder, _sheets.Key)).Message);
        Assert.False(Directory.Exists(_sheets.Folder));
    }

    [Fact]
    public void Export_KeyAmongTheSheet_IsRefused()
    {
        var view = _sheets.Ml.Of(new Sheets.Row("Ask.", "a"));
        var key = Path.Combine(_sheets.Folder, "keys", "key.json");
        Assert.StartsWith(
            $"The key '{key}' lies in the folder '{_sheets.Folder}' that annotators get. Keep it apart, or they are not blind.",
            Assert.Throws<ArgumentException>(() => _sheets.Ml.Safety().ExportAnnotationSheet(view, view, _sheets.Folder, key)).Message);
    }

    [Theory]
    [InlineData("link", "sheet/key.json")]
    [InlineData("sheet", "link/key.json")]
    [InlineData("sheet", "link/new/key.json")]
    [InlineData("sheet", "relative/key.json")]
    [InlineData("sheet", "chain/key.json")]
    [InlineData("sheet", "outer/sheet/key.json")]
    [InlineData("outer/sheet", "link/key.json")]
    [InlineData("sheet", "key-link.json")]
    [InlineData("sheet", "sheet/away/key.json")]
    [InlineData("new-link/sub", "new/sub/key.json")]
    public void Export_KeyAmongTheSheetByALink_IsRefused(string folder, string key)
    {
        using var files = new TempFolder();
        var (sheet, away) = (Directory.CreateDirectory(files.File("sheet")).FullName, Directory.CreateDirectory(files.File("away")).FullName);
        Directory.CreateSymbolicLink(files.File("link"), sheet);
        Directory.CreateSymbolicLink(files.File("relative"), Path.Combine("away", "..", "sheet"));
        Directory.CreateSymbolicLink(files.File("chain"), files.File("link"));
        Directory.CreateSymbolicLink(files.File("outer"), files.Path);
        Directory.CreateSymbolicLink(files.File("new-link"), files.File("new"));
        Directory.CreateSymbolicLink(Path.Combine(sheet, "away"), away);
        File.CreateSymbolicLink(files.File("key-link.json"), Path.Combine(sheet, "key.json"));
        var view = _sheets.Ml.Of(new Sheets.Row("Ask.", "a"));
        var exception = Assert.Throws<ArgumentException>(
            () => _sheets.Ml.Safety().ExportAnnotationSheet(view, view, files.File(folder), files.File(key)));
        Assert.StartsWith(
            $"The key '{files.File(key)}' lies in the folder '{files.File(folder)}' that annotators get. Keep it apart, or they are not blind.",
            exception.Message);
        Assert.Empty(Directory.GetFiles(sheet));
    }

    [Fact]
    public void Export_KeyApartByALink_IsWritten()
    {
        using var files = new TempFolder();
        Directory.CreateSymbolicLink(files.File("keys"), Directory.CreateDirectory(files.File("away")).FullName);
        var view = _sheets.Ml.Of(new Sheets.Row("Ask.", "a"));
        _sheets.Ml.Safety().ExportAnnotationSheet(view, view, files.File("sheet"), files.File("keys/key.json"));
        Assert.True(File.Exists(files.File("away/key.json")));
    }

    [Fact]
    public void Export_LinksThatGoRound_SaysSo()
    {
        using var files = new TempFolder();
        Directory.CreateSymbolicLink(files.File("loop"), files.File("loop/on"));
        var view = _sheets.Ml.Of(new Sheets.Row("Ask.", "a"));
        var exception = Assert.Throws<IOException>(
            () => _sheets.Ml.Safety().ExportAnnotationSheet(view, view, files.File("sheet"), files.File("loop/key.json")));
        Assert.Equal($"The path '{files.File("loop/key.json")}' leads over more than 40 links. Give a path without them.", exception.Message);
    }

    [Fact]
    public void Export_KeyOfAnotherSheet_IsKept()
    {
        _sheets.ExportLetters(3);
        var key = File.ReadAllText(_sheets.Key);
        _sheets.ExportLetters(3);
        var exception = Assert.Throws<IOException>(() => _sheets.ExportLetters(4));
        Assert.Equal(
            $"The file '{_sheets.Key}' is there already and is not the key of this sheet. Without it no verdict on its own sheet could be read: "
            + "give another path.", exception.Message);
        Assert.Equal(key, File.ReadAllText(_sheets.Key));
        Assert.Equal(3, _sheets.Rows().Count);
    }

    [Fact]
    public void Export_BadOptions_ListsEveryFault()
    {
        var options = new AnnotationOptions { PromptColumnName = "", FirstName = "same", SecondName = "same", Title = " " };
        Assert.StartsWith(
            "A column name is empty. Give every column a name. The systems are called 'same' and 'same'; give each a name of its own. "
            + "Title is empty; give the page a heading.",
            Assert.Throws<ArgumentException>(() => _sheets.ExportLetters(1, options)).Message);
    }

    private static long Seed(AnnotationFiles files)
    {
        using var key = JsonDocument.Parse(File.ReadAllText(files.Key));
        return key.RootElement.GetProperty("seed").GetInt64();
    }

    private static string Data(string page) =>
        Regex.Match(page, "<script type=\"application/json\" id=\"data\">(.*?)</script>", RegexOptions.Singleline).Groups[1].Value;

    private static string Hash(Match element) => $"sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(element.Groups[1].Value)))}";

    private sealed record Named(string Ask, string Context, string Reply);
}
