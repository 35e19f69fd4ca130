using Microsoft.ML;
using SafetyML.Annotation;
using SafetyML.Evaluation;
using SafetyML.Reports;
using SafetyML.Tests.Annotation;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Reports;

/// <summary>Prompts, reasons and names are foreign text: on a console they must not act.</summary>
public sealed class VisibleTextTests
{
    private const string Hostile = "\u001b[2J\u009b31m\u0007line\r\nnext\tcell \u202ereversed\u2028\ufeff";
    private const string Shown = @"\u001b[2J\u009b31m\u0007line\r\nnext\tcell \u202ereversed\u2028\ufeff";

    [Theory]
    [InlineData(Hostile, Shown)]
    [InlineData("a plain prompt", "a plain prompt")]
    [InlineData("é 漢字 \U0001F600 क्‍ष नी", "é 漢字 \U0001F600 क्‍ष नी")]
    [InlineData("", "")]
    public void Of_Text_ShowsWhatWouldAct(string text, string shown) => Assert.Equal(shown, VisibleText.Of(text));

    [Fact]
    public void Of_HalfOfASurrogatePair_IsShown() => Assert.Equal(@"a\ud83d", VisibleText.Of("a\ud83d"));

    [Fact]
    public void Start_LongText_IsCut() => Assert.Equal(@"ab\n…", VisibleText.Start("ab\ncd", 3));

    [Fact]
    public void ToTable_HostilePromptsGroupsAndReasons_AreShownNotActedOut()
    {
        var ml = new MLContext(seed: 1);
        List<string> log = [];
        ml.Log += (_, entry) => log.Add(entry.RawMessage);
        var options = new SafetyEvaluationOptions { GroupColumnName = "Type" };
        ScoredRow[] rows = [ScoredRow.Of("a", 'c', 1, Hostile), ScoredRow.Unscored("b", Hostile, "g\u001b")];
        var metrics = ml.Safety().Evaluate(ml.Of(rows), options);
        var comparison = ml.Safety().Compare(ml.Of([.. rows, ScoredRow.Of(Hostile, 'c', 1, Hostile)]), ml.Of(rows[0]), options);
        string[] lines = [.. metrics.ToTable(), .. comparison.ToTable(), .. log];
        Assert.All(lines, line => Assert.DoesNotContain(line, letter => char.IsControl(letter) || letter is '\u202e' or '\u2028'));
        Assert.Contains(lines, line => line.StartsWith(Shown + "  ", StringComparison.Ordinal));
        Assert.Contains($"unscored: refusal: {Shown} (1)", lines);
        Assert.Contains(@"nothing could be scored in group 'g\u001b'", lines);
        Assert.Contains($"only in the answers: 2 ('b', '{Shown}')", lines);
        Assert.Contains($"only in the answers: 2 ('b', '{Shown}'); they are in no difference.", log);
    }

    [Fact]
    public void ToTable_LongPrompt_IsCut()
    {
        var ml = new MLContext(seed: 1);
        var comparison = ml.Safety().Compare(
            ml.Of(ScoredRow.Of("a", 'c', 1), ScoredRow.Of(new string('x', 500), 'c', 1)), ml.Of(ScoredRow.Of("a", 'c', 1)));
        Assert.Equal($"only in the answers: 1 ('{new string('x', 80)}…')", comparison.ToTable()[^1]);
        Assert.Equal(500, comparison.OnlyInAnswers.Single().Length);
    }

    [Fact]
    public void ToString_HostileAnnotator_IsShown()
    {
        using var sheets = new Sheets();
        sheets.ExportLetters(1, new AnnotationOptions { FirstName = "one\u001b[2J" });
        var text = sheets.Read(sheets.Judge("Ann\u001b[2J", "A")).ToString();
        Assert.StartsWith(@"first is one\u001b[2J, second is second", text);
        Assert.Contains("\n" + @"Ann\u001b[2J: first 100.0 %", text);
        Assert.DoesNotContain('\u001b', text);
    }

    [Fact]
    public void Export_HostilePromptOfOneSystem_IsShownInTheMessage()
    {
        using var sheets = new Sheets();
        var (one, two) = (sheets.Ml.Of(new Sheets.Row("a\u001b[2J", "x")), sheets.Ml.Of(new Sheets.Row("b", "x")));
        Assert.StartsWith(
            @"The prompt 'a\u001b[2J' (row 1 of 'first') has no answer of 'second'.",
            Assert.Throws<ArgumentException>(() => sheets.Ml.Safety().ExportAnnotationSheet(one, two, sheets.Folder, sheets.Key)).Message);
    }
}
