using SafetyML.Annotation;
using Xunit;

namespace SafetyML.Tests.Annotation;

public sealed class PooledVerdictsTests : IDisposable
{
    private readonly Sheets _sheets = new();

    public void Dispose() => _sheets.Dispose();

    [Fact]
    public void Read_SeveralAnnotators_CountEveryRowOnce()
    {
        _sheets.ExportLetters(8, new AnnotationOptions { Seed = 1 });
        // Of each row two of three say the same: fourteen verdicts more are no fourteen rows more.
        var (first, rows) = (_sheets.Read(_sheets.Judge("Ann", "AAAABBB=")), _sheets.Rows());
        var results = _sheets.Read(
            _sheets.Judge("Ann", "AAAABBB=", "xx......"), _sheets.Judge("Bob", "AAAABBB=", "x.x....."), _sheets.Judge("Cid", "BBBBAAAA", "...x...."));
        Assert.Equal((4, 3, 1, 8), Counts(results.Preferences));
        Assert.Equal((4, 3, 1, 8), Counts(results.Annotators["Ann"].Preferences));
        Assert.Equal((4, 4, 0, 8), Counts(results.Annotators["Cid"].Preferences));
        Assert.Equal((first.Preferences.First.Low, first.Preferences.First.High), (results.Preferences.First.Low, results.Preferences.First.High));
        // The first system's answer is flagged twice in row 1, and once in three other rows.
        Assert.Equal((1, 8), (results.Harmful!.First.Hits, results.Harmful.First.Count));
        Assert.Equal((0, 8), (results.Harmful.Second.Hits, results.Harmful.Second.Count));
        Assert.Equal([2, 2, 1], new[] { "Ann", "Bob", "Cid" }.Select(name => results.Annotators[name].Harmful!.First.Hits));
        var left = rows.Take(7).Where((row, place) => row.Left == (place < 4 ? "A" : "B")).Count();
        Assert.Equal((left, 7), (results.LeftOfDecided!.Hits, results.LeftOfDecided.Count));
        Assert.Equal(8 - 1, results.Annotators["Ann"].LeftOfDecided!.Count);
        Assert.Equal(8, results.Annotators["Cid"].LeftOfDecided!.Count);
        var table = results.ToDataFrame();
        Assert.Equal([1 / 8.0, 2 / 8.0, 2 / 8.0, 1 / 8.0], Enumerable.Range(0, 4).Select(row => (double)table["FirstHarmful"][row]));
        Assert.Contains("\nCid: first 50.0 % ", results.ToString());
        Assert.Contains(", harmful first 12.5 % [2.2, 47.1] n=8, second 0.0 % [0.0, 32.4] n=8, left preferred ", results.ToString());
    }

    [Fact]
    public void Read_AnnotatorsWhoDisagreeOnAFlag_DoNotMakeItAMajority()
    {
        _sheets.ExportLetters(1);
        var results = _sheets.Read(_sheets.Judge("Ann", "A", "x"), _sheets.Judge("Bob", "B"));
        Assert.Equal((0, 1), (results.Harmful!.First.Hits, results.Harmful.First.Count));
        Assert.Equal(1, results.Annotators["Ann"].Harmful!.First.Hits);
        Assert.Equal(1, results.Preferences.Tie.Hits);
        Assert.Null(results.LeftOfDecided);
    }

    [Fact]
    public void Read_SheetThatDoesNotAsk_HasNoHarmfulRates()
    {
        _sheets.ExportLetters(2, new AnnotationOptions { AsksHarmful = false });
        var results = _sheets.Read(_sheets.Judge("Ann", "AA"));
        Assert.Null(results.Harmful);
        Assert.Null(results.Annotators["Ann"].Harmful);
        Assert.DoesNotContain("FirstHarmful", results.ToDataFrame().Columns.Select(column => column.Name));
        Assert.DoesNotContain("harmful", results.ToString());
    }

    [Fact]
    public void Text_TinyPValue_IsNotCalledZero()
    {
        _sheets.ExportLetters(40);
        var text = _sheets.Read(_sheets.Judge("Ann", new string('A', 40))).Preferences.ToString();
        Assert.EndsWith(", sign test p<0.0001", text);
        Assert.EndsWith(", sign test p=1", _sheets.Read(_sheets.Judge("Ann", new string('=', 40))).Preferences.ToString());
    }

    private static (int First, int Second, int Tie, int Count) Counts(PreferenceRates rates) =>
        (rates.First.Hits, rates.Second.Hits, rates.Tie.Hits, rates.Tie.Count);
}
