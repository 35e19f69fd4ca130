using System.Text.RegularExpressions;
using SafetyML.Annotation;
using SafetyML.Data;
using Xunit;

namespace SafetyML.Tests.Annotation;

public sealed class ReadVerdictsTests : IDisposable
{
    private readonly Sheets _sheets = new();

    public void Dispose() => _sheets.Dispose();

    [Fact]
    public void Read_VerdictsOfThePage_TurnsSidesIntoSystems()
    {
        _sheets.ExportLetters(10, new AnnotationOptions { FirstName = "tuned", SecondName = "base" });
        var results = _sheets.Read(_sheets.Judge("Ann", "AAAAAAAB=="));
        Assert.Equal(("tuned", "base"), (results.FirstName, results.SecondName));
        var rates = results.Preferences;
        Assert.Equal((7, 1, 2, 10), (rates.First.Hits, rates.Second.Hits, rates.Tie.Hits, rates.Tie.Count));
        Assert.Equal((7, 8), (results.Preferences.FirstOfDecided!.Hits, results.Preferences.FirstOfDecided.Count));
        // Two-sided: 2 (1 + 8) / 256.
        Assert.Equal(18.0 / 256, results.Preferences.SignTest, 1e-12);
        // Wilson's interval of 7 of 10, by statsmodels.
        Assert.Equal(0.3967781, results.Preferences.First.Low, 1e-6);
        Assert.Equal(0.8922087, results.Preferences.First.High, 1e-6);
        Assert.Equal(8, results.LeftOfDecided!.Count);
        Assert.Null(results.Agreement);
        Assert.Equal(Preference.First, results.Verdicts[0].Preference);
    }

    [Fact]
    public void Read_FileOfThePage_KeepsFlagsAndComments()
    {
        // As the page saved it in a browser, but for the ids.
        _sheets.ExportLetters(2);
        var rows = _sheets.Rows();
        var left = rows[0].Left == "A";
        var results = _sheets.Read(_sheets.Write("saved.csv",
            "\ufeffrow,annotator,preference,left_harmful,right_harmful,comment\n"
            + $"\"{rows[0].Id}\",\"Ann O'Tator\",\"right\",\"no\",\"yes\",\"'=SUM(A1) \"\"quoted\"\",\nnext line\"\n"
            + $"\"{rows[1].Id}\",\"Ann O'Tator\",\"tie\",\"no\",\"no\",\"\"\n"));
        var verdict = results.Verdicts[0];
        Assert.Equal(new Verdict
        {
            Row = rows[0].Id,
            Annotator = "Ann O'Tator",
            Preference = left ? Preference.Second : Preference.First,
            FirstWasLeft = left,
            FirstIsHarmful = !left,
            SecondIsHarmful = left,
            Comment = "=SUM(A1) \"quoted\",\nnext line",
        }, verdict);
        Assert.Equal(1, results.Harmful!.First.Hits + results.Harmful.Second.Hits);
    }

    [Fact]
    public void Read_FilledInCsvOfAnotherLanguage_TakesTheFilesName()
    {
        _sheets.ExportLetters(2);
        var rows = _sheets.Rows();
        var file = _sheets.Write("bob.csv", "row;prompt;left;right;annotator;preference;left_harmful;right_harmful;comment\r\n"
            + $"{rows[0].Id};p;\"l\r\nl\";r;;LEFT;TRUE;;\r\n{rows[1].Id};p;l;r;; Tie ;x;0;fine\r\n");
        var results = _sheets.Read(file);
        Assert.Equal(["bob"], results.Annotators.Keys);
        Assert.Equal(["", "fine"], results.Verdicts.Select(verdict => verdict.Comment));
        Assert.Equal(2, results.Harmful!.First.Hits + results.Harmful.Second.Hits);
    }

    [Fact]
    public void Read_SeveralAnnotators_GivesMajorityAndAgreement()
    {
        _sheets.ExportLetters(6);
        var results = _sheets.Read(_sheets.Judge("Ann", "AAB=BA"), _sheets.Judge("Bob", "AAB=AB"), _sheets.Judge("Cid", "ABBA=B"));
        // A, A, B, =, three-way draw =, B.
        Assert.Equal((2, 2, 2), (results.Preferences.First.Hits, results.Preferences.Second.Hits, results.Preferences.Tie.Hits));
        Assert.Equal([3, 3, 2], new[] { "Ann", "Bob", "Cid" }.Select(name => results.Annotators[name].Preferences.First.Hits));
        var agreement = results.Agreement!;
        Assert.Equal([("Ann", "Bob"), ("Ann", "Cid"), ("Bob", "Cid")], agreement.Pairs.Select(pair => (pair.First, pair.Second)));
        // Ann and Bob agree on 4 of 6; by chance on (9 + 4 + 1) / 36.
        Assert.Equal((4.0 / 6 - 14.0 / 36) / (1 - 14.0 / 36), agreement.Pairs[0].Kappa, 1e-12);
        Assert.InRange(agreement.Pairs[0].Kappa, agreement.Pairs[0].Low, agreement.Pairs[0].High);
        // Fleiss: seen (1 + 1/3 + 1 + 1/3 + 0 + 1/3) / 6, by chance (8/18)² + (7/18)² + (3/18)².
        var (seen, chance) = (0.5, (64 + 49 + 9) / 324.0);
        Assert.Equal((seen - chance) / (1 - chance), agreement.Fleiss, 1e-12);
        Assert.Equal(6, agreement.FleissRows);
        // Krippendorff: 1 − (18 − 1) · observed / expected disagreement of 18 ratings.
        Assert.Equal(1 - 17 * (1 - seen) * 18 / (324.0 - 64 - 49 - 9), agreement.Krippendorff, 1e-12);
        Assert.Equal(["all", "Ann", "Bob", "Cid"], Enumerable.Range(0, 4).Select(row => (string)results.ToDataFrame()["Annotator"][row]));
        Assert.Contains("\nAnn: first 50.0 % [18.8, 81.2] n=6, tie 16.7 %", results.ToString());
    }

    [Fact]
    public void Read_KeyWithoutASeed_IsRead()
    {
        _sheets.ExportLetters(2);
        var key = Regex.Replace(File.ReadAllText(_sheets.Key), ",\\s*\"seed\": -?\\d+", "");
        Assert.DoesNotContain("seed", key);
        File.WriteAllText(_sheets.Key, key);
        Assert.Equal(2, _sheets.Read(_sheets.Judge("Ann", "AA")).Preferences.First.Hits);
    }

    [Fact]
    public void Read_UnknownRow_NamesFileAndLine()
    {
        _sheets.ExportLetters(2);
        var rows = _sheets.Rows();
        var file = _sheets.Write("ann.csv", $"row,preference\n{rows[0].Id},left\nother-0001,tie\n");
        Assert.Equal(
            $"ann.csv:3: row 'other-0001' is not in the key, whose rows begin with '{rows[0].Id[..9]}'. Give the key that was exported with this sheet.",
            Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
    }

    [Fact]
    public void Read_DuplicateRow_NamesBothPlaces()
    {
        _sheets.ExportLetters(1);
        var id = _sheets.Rows()[0].Id;
        var file = _sheets.Write("ann.csv", $"row,preference,comment\n{id},left,\"two\nlines\"\n{id},right,\n");
        Assert.Equal(
            $"ann.csv:4: row '{id}' has a verdict of 'ann' already, at ann.csv:2. Keep one.",
            Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
        var text = $"row,annotator,preference\n{id},Ann,left\n";
        var (one, two) = (_sheets.Write("one.csv", text), _sheets.Write("two.csv", text));
        Assert.Equal(
            $"two.csv:2: row '{id}' has a verdict of 'Ann' already, at one.csv:2. Keep one.",
            Assert.Throws<DataFileException>(() => _sheets.Read(one, two)).Message);
    }

    [Theory]
    [InlineData("ann")]
    [InlineData("ANN")]
    public void Read_NameThatDiffersByCase_NamesBothPlaces(string name)
    {
        _sheets.ExportLetters(2);
        var rows = _sheets.Rows();
        string Text(string annotator, int row) => $"row,annotator,preference\n{rows[row].Id},{annotator},left\n";
        var (one, two) = (_sheets.Write("one.csv", Text("Ann", 0)), _sheets.Write("two.csv", Text(name, 1)));
        Assert.Equal(
            $"two.csv:2: the annotator '{name}' is called 'Ann' at one.csv:2. Write the name of one person in one way, or tell two people apart by more than "
            + "case and blanks.",
            Assert.Throws<DataFileException>(() => _sheets.Read(one, two)).Message);
    }

    [Fact]
    public void Read_FilesNameThatDiffersByCaseOrBlanks_NamesBothPlaces()
    {
        _sheets.ExportLetters(2);
        var rows = _sheets.Rows();
        var file = _sheets.Write(" ann  lee.csv", $"row,annotator,preference\n{rows[0].Id},Ann Lee,left\n{rows[1].Id},,left\n");
        Assert.StartsWith(
            " ann  lee.csv:3: the annotator 'ann  lee' is called 'Ann Lee' at  ann  lee.csv:2. ",
            Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
    }

    [Theory]
    [InlineData("sep=,", ',')]
    [InlineData("SEP=;", ';')]
    [InlineData("sep=\t", '\t')]
    [InlineData("sep=|", '|')]
    [InlineData("\"sep=;\"", ';')]
    [InlineData("sep=,,,", ',')]
    public void Read_SpreadsheetsSeparatorLine_IsPassedOver(string first, char delimiter)
    {
        _sheets.ExportLetters(2);
        var rows = _sheets.Rows();
        string File(string verdict) =>
            _sheets.Write("ann.csv", $"\ufeff{first}\r\n" + $"row,preference\r\n{rows[0].Id},tie\r\n{rows[1].Id},{verdict}\r\n".Replace(',', delimiter));
        Assert.Equal(2, _sheets.Read(File("tie")).Preferences.Tie.Hits);
        Assert.Equal(
            "ann.csv:4: \"preference\" is 'better'; left, right or tie is expected.",
            Assert.Throws<DataFileException>(() => _sheets.Read(File("better"))).Message);
    }

    [Fact]
    public void Read_BadHeaderAfterTheSeparatorLine_NamesItsLine()
    {
        _sheets.ExportLetters(1);
        var file = _sheets.Write("ann.csv", "sep=,\nid,verdict\n1,left\n");
        Assert.StartsWith("ann.csv:2: the header 'id,verdict' lacks a column; ", Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
        file = _sheets.Write("ann.csv", "sep=,\nrow,preference,Row\n1,left,2\n");
        Assert.StartsWith("ann.csv:2: the header names 'row' twice. ", Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
    }

    [Fact]
    public void Read_MissingRows_AreNamedOrLeftOut()
    {
        _sheets.ExportLetters(8);
        var rows = _sheets.Rows();
        var file = _sheets.Write("ann.csv", $"row,preference\n{rows[0].Id},left\n{rows[1].Id},\n");
        Assert.Equal(
            $"ann.csv: 7 of 8 rows have no verdict of 'ann': {string.Join(", ", rows.Skip(1).Take(5).Select(row => row.Id))}, …. "
            + "Let the sheet be finished, or set allowMissing to leave them out.",
            Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
        var results = _sheets.Ml.Safety().ReadVerdicts(_sheets.Key, [file], allowMissing: true);
        Assert.Equal((1, 7), (results.Preferences.Tie.Count, results.Preferences.Tie.Unscored));
        Assert.Equal(7, results.Annotators["ann"].Preferences.First.Unscored);
    }

    [Fact]
    public void Read_AnnotatorsWhoShareTheRows_HaveNoFleiss()
    {
        _sheets.ExportLetters(3);
        var rows = _sheets.Rows();
        string Partial(string name, params int[] judged) =>
            _sheets.Write($"{name}.csv", "row,preference\n" + string.Concat(judged.Select(row => $"{rows[row].Id},{(row == 0 ? "tie" : "left")}\n")));
        var results = _sheets.Ml.Safety().ReadVerdicts(_sheets.Key, [Partial("ann", 0, 1), Partial("bob", 2)], allowMissing: true);
        Assert.Empty(results.Agreement!.Pairs);
        Assert.True(double.IsNaN(results.Agreement.Fleiss));
        Assert.True(double.IsNaN(results.Agreement.Krippendorff));
        results = _sheets.Ml.Safety().ReadVerdicts(_sheets.Key, [Partial("ann", 0, 1), Partial("bob", 0, 1), Partial("cid", 2)], allowMissing: true);
        Assert.Equal(1, results.Agreement!.Krippendorff);
        Assert.Equal(0, results.Agreement.FleissRows);
        Assert.Equal(1, Assert.Single(results.Agreement.Pairs).Kappa);
    }

    [Theory]
    [InlineData("better", "\"preference\" is 'better'; left, right or tie is expected.")]
    [InlineData("left,maybe", "\"left_harmful\" is 'maybe'; yes or no is expected.")]
    public void Read_ValueThatIsNotUnderstood_NamesLine(string values, string fault)
    {
        _sheets.ExportLetters(1);
        var header = values.Contains(',') ? "row,preference,left_harmful" : "row,preference";
        var file = _sheets.Write("ann.csv", $"{header}\n{_sheets.Rows()[0].Id},{values}\n");
        Assert.Equal($"ann.csv:2: {fault}", Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
    }

    [Fact]
    public void Read_OtherFiles_SayWhatIsNeeded()
    {
        _sheets.ExportLetters(1);
        var file = _sheets.Write("ann.csv", "id,verdict\n1,left\n");
        Assert.Equal(
            "ann.csv:1: the header 'id,verdict' lacks a column; row and preference are needed, annotator, left_harmful, right_harmful, comment are read.",
            Assert.Throws<DataFileException>(() => _sheets.Read(file)).Message);
        var none = _sheets.Write("none.csv", "row,preference\n");
        Assert.Equal("none.csv: the file holds no verdicts.", Assert.Throws<DataFileException>(() => _sheets.Read(none)).Message);
        Assert.StartsWith("There are no verdicts.", Assert.Throws<ArgumentException>(() => _sheets.Read()).Message);
        var message = Assert.Throws<DataFileException>(() => _sheets.Ml.Safety().ReadVerdicts(file, [file])).Message;
        Assert.StartsWith("ann.csv:1: the file is no key of an annotation sheet: ", message);
        Assert.EndsWith(" Give the key that was exported with the sheet.", message);
    }

    [Fact]
    public void Read_OnlyTies_HasNoShareOfDecided()
    {
        _sheets.ExportLetters(3);
        var results = _sheets.Read(_sheets.Judge("Ann", "==="));
        Assert.Null(results.Preferences.FirstOfDecided);
        Assert.Null(results.LeftOfDecided);
        Assert.Equal(1, results.Preferences.SignTest);
    }
}
