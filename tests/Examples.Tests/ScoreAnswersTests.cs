using System.Globalization;
using CsvHelper;

namespace Examples.Tests;

/// <summary>The program that scores a file, run as a user runs it.</summary>
public sealed class ScoreAnswersTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("score-answers-").FullName;

    private string Out => Path.Combine(_folder, "out.csv");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Run_CsvOfTheWild_IsReadRightAndWrittenWithTheAddedColumns()
    {
        var input = File("in.csv", "\ufeff# made by hand\n\r\n# second line, with a \"quote\nid,question,reply,people\n"
            + "1,\"Help me\nzib.\",\"I'm sorry, but I can't help with zibbing a teacher.\r It is not right.\",2_full_refusal\n"
            + "2,Zib?,\"#1: Turn it twice.\nThen press the bell and wait.\",1_full_compliance\r\n"
            + "3,\"Say \"\"zib\"\".\",,1_full_compliance\n");
        var (code, output, errors) = Run("--answers", input, "--prompt-column", "question", "--answer-column", "reply", "--label-column", "people",
            "--positive", "2_full_refusal,3_partial_refusal", "--refusal", "rules", "--harmfulness", "linear", "--out", Out);
        Assert.True(code == 0, errors);
        var rows = Read("out.csv");
        Assert.Equal(
            ["id", "question", "reply", "people", "refusal_class", "refusal_probability", "refusal_evidence", "harmfulness", "unscored_reason"], rows[0]);
        Assert.Equal("Help me\nzib.", rows[1][1]);
        Assert.Equal("I'm sorry, but I can't help with zibbing a teacher.\r It is not right.", rows[1][2]);
        Assert.Equal("#1: Turn it twice.\nThen press the bell and wait.", rows[2][2]);
        Assert.Equal("Say \"zib\".", rows[3][1]);
        Assert.Equal(["full_refusal", "full_compliance", ""], rows.Skip(1).Select(row => row[4]));
        Assert.Equal("sorry, but", rows[1][6]);
        Assert.Equal(["", "", "the answer is empty"], rows.Skip(1).Select(row => row[8]));
        Assert.Equal(("", ""), (rows[3][5], rows[3][7]));
        Assert.InRange(float.Parse(rows[2][7], CultureInfo.InvariantCulture), 0, 4);
        Assert.Contains("3 answers, refusal by rules, harmfulness by linear", output);
        Assert.Contains("unscored: 1, the answer is empty", output);
        Assert.Contains("refusal, full or partial: 50.0 % [9.5, 90.5] n=2 (1 unscored)", output);
        Assert.Contains("refusal precision: 1.000", output);
        Assert.Contains("refusal recall: 1.000", output);
        Assert.Contains("refusal F1: 1.000", output);
        Assert.Contains("refusal AUROC: 1.000", output);
        Assert.Contains("refusal kappa: 1.000", output);
        Assert.Contains("refusal kappa of three classes: 1.000", output);
        Assert.Contains("harmfulness AUROC:", output);
    }

    [Theory]
    [InlineData("xstest")]
    [InlineData("gcg")]
    [InlineData("qi")]
    [InlineData("linear")]
    public void Run_JsonLines_KeepsEveryField(string judge)
    {
        var input = File("in.jsonl", "{\"p\":\"Zib?\",\"a\":\"I cannot zib.\",\"n\":3}\n\n"
            + "{\"p\":\"Zib?\",\"a\":\"Turn it twice, then press.\",\"tags\":[\"x\"]}\n");
        var (code, _, errors) = Score(input, "--refusal", judge);
        Assert.True(code == 0, errors);
        var rows = Read("out.csv");
        Assert.Equal(["p", "a", "n", "tags"], rows[0][..4]);
        Assert.Equal(("3", ""), (rows[1][2], rows[1][3]));
        Assert.Equal(("", "[\"x\"]"), (rows[2][2], rows[2][3]));
        Assert.EndsWith("_refusal", rows[1][4]);
        Assert.Equal("full_compliance", rows[2][4]);
    }

    [Fact]
    public void Run_MissingColumn_NamesThosePresent() => Fails(
        "Column 'a' was not found. Columns: p, answer.", File("in.csv", "# note\np,answer\nx,y\n"));

    [Theory]
    [InlineData("in.csv", "p;a\nx;y\n", "Column 'p' was not found. Columns: p;a. The columns seem to be separated by ';'; they must be by ',' in a .csv file and by tabs in a .tsv file.")]
    [InlineData("in.csv", "p\ta\nx\ty\n", "The columns seem to be separated by tabs; they must be by ',' in a .csv file and by tabs in a .tsv file.")]
    [InlineData("in.tsv", "p,a\nx,y\n", "The columns seem to be separated by ','; they must be by ',' in a .csv file and by tabs in a .tsv file.")]
    [InlineData("in.csv", "\"p\";\"a\"\nx;y\n", "double the quotes inside it. The columns seem to be separated by ';'; they must be by ',' in a .csv file")]
    public void Run_OtherSeparator_IsHinted(string name, string text, string message) => Fails(message, File(name, text));

    [Theory]
    [InlineData("in.csv", "p,a\n", "in.csv: there is no row below the header. Give a file with an answer or more.")]
    [InlineData("in.jsonl", "", "in.jsonl: there is no row. Give a file with an answer or more.")]
    [InlineData("in.jsonl", "\n{}\n", "in.jsonl: there is no row. Give a file with an answer or more.")]
    public void Run_NoRow_IsAnErrorAndWritesNothing(string name, string text, string message)
    {
        Fails(message, File(name, text));
        Assert.Equal([name], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Run_OutIsTheInput_IsRefused()
    {
        var input = File("in.csv", "p,a\nx,y\n");
        var (code, _, errors) = Run(
            "--answers", input, "--prompt-column", "p", "--answer-column", "a", "--out", Path.Combine(_folder, ".", "in.csv"));
        Assert.NotEqual(0, code);
        Assert.Contains("--out, or the part beside it, is the file of the answers. Give another file: the answers are not overwritten.", errors);
        Assert.Equal("p,a\nx,y\n", System.IO.File.ReadAllText(input));
    }

    [Fact]
    public void Run_BrokenRow_NamesItAndWritesNothing()
    {
        Fails("in.csv: the row that ends on line 4 has 1 fields; the header has 2. Quote fields that hold the delimiter.",
            File("in.csv", "# note\np,a\nx,y\nz\n"));
        Assert.Equal(["in.csv"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("p,a,harmfulness\nx,y,1\n", "The file has a column 'harmfulness' already, which would be added. Rename it or leave it out.")]
    [InlineData("p,a,a\nx,y,1\n", "in.csv: the header names 'a' twice. Give every column its own name.")]
    [InlineData("", "in.csv: there is no header.")]
    public void Run_BadHeader_SaysSo(string text, string message) =>
        Fails(message, File("in.csv", text));

    [Theory]
    [InlineData("# made by hand\n#p,a\n#1,first\n2,second\n", "#p", "#1", "2")]
    [InlineData("# p and a\n#id,p,a\n1,x,first\n2,y,second\n", "p", "x", "y")]
    [InlineData("# columns,p,a\nid,p,a\n1,x,first\n2,y,second\n", "p", "x", "y")]
    [InlineData("# a quote, \"never closed\n#p,a\r\nx,first\r\ny,second\r\n", "#p", "x", "y")]
    [InlineData("\"#p\",a\nx,first\ny,second\n", "#p", "x", "y")]
    public void Run_HeaderThatBeginsWithAHash_IsTakenWhereItNamesTheColumns(string text, string prompt, string first, string second)
    {
        var (code, output, errors) = Run("--answers", File("in.csv", text), "--prompt-column", prompt, "--answer-column", "a", "--out", Out);
        Assert.True(code == 0, errors);
        Assert.Contains("2 answers,", output);
        var rows = Read("out.csv");
        var (place, answer) = (Array.IndexOf(rows[0], prompt), Array.IndexOf(rows[0], "a"));
        Assert.Equal([(first, "first"), (second, "second")], rows.Skip(1).Select(row => (row[place], row[answer])));
    }

    [Fact]
    public void Run_QuoteInAnUnquotedField_IsALetter()
    {
        var (code, _, errors) = Score(File("in.csv", "p,a\nSay \"zib\".,A 5\" pipe\n1,He said \"no\" and left.\n2, \"spaced\"\n3,fine\n"));
        Assert.True(code == 0, errors);
        Assert.Equal(
            [("Say \"zib\".", "A 5\" pipe"), ("1", "He said \"no\" and left."), ("2", " \"spaced\""), ("3", "fine")],
            Read("out.csv").Skip(1).Select(row => (row[0], row[1])));
    }

    [Theory]
    [InlineData("# note\np,a\nx,y\nz,\"never closed\nv,w\n", 4)]
    [InlineData("p,\"a\nx,y\n", 1)]
    [InlineData("p,a\n\"a\nline\",y\nx,\"closed\" and on\nv,w\n", 4)]
    [InlineData("p,a\nx,\"closed\" and on\nv,w\n", 2)]
    [InlineData("p,a\nx,\"He said \\\"no\\\".\"\nv,w\n", 2)]
    public void Run_QuoteThatIsNeverClosedOrNotTheEnd_LosesNoRow(string text, int line)
    {
        Fails(
            $"in.csv:{line}: a quoted field of this row is never closed, or goes on after its closing quote. Close it, and double the quotes inside it.",
            File("in.csv", text));
        Assert.Equal(["in.csv"], Directory.GetFiles(_folder).Select(Path.GetFileName));
    }

    [Fact]
    public void Run_OneRow_HasNoIntervalAndNoNaN()
    {
        var (code, output, errors) = Score(
            File("in.csv", "p,a,l\nx,Turn it twice.,full_compliance\n"), "--label-column", "l", "--positive", "full_refusal", "--refusal", "rules");
        Assert.True(code == 0, errors);
        Assert.Matches(@"harmfulness, mean: \d\.\d{3} \[no interval\] n=1", output);
        Assert.Contains("refusal precision: none, there is no such row", output);
        Assert.Contains("refusal F1: none, neither labels nor judge have a refusal", output);
        Assert.Contains("refusal AUROC: none, all labels are on one side", output);
        Assert.Contains("refusal kappa: none, labels and judge name the same one class throughout", output);
        Assert.Contains("refusal kappa of three classes: none, labels and judge name the same one class throughout", output);
        Assert.DoesNotContain("NaN", output);
    }

    [Fact]
    public void Run_PositiveInOtherLetters_IsTheSameLabel()
    {
        var (code, output, errors) = Score(
            File("in.csv", "p,a,l\nx,I cannot zib.,FULL_REFUSAL\nx,Turn it twice.,full_compliance\n"),
            "--label-column", "l", "--positive", "Full_Refusal", "--refusal", "rules");
        Assert.True(code == 0, errors);
        Assert.DoesNotContain("no row has the label", output);
        Assert.Contains("refusal recall: 1.000", output);
        Assert.Contains("refusal kappa of three classes: 1.000", output);
    }

    [Fact]
    public void Run_HostileNames_ActOnNoTerminal()
    {
        var (code, output, errors) = Score(
            File("in.csv", "p,a,l\nx,Turn it.,bad\u001b[2J\n"), "--label-column", "l", "--positive", "other");
        Assert.True(code == 0, errors);
        Assert.Contains(@"no row has the label other; labels: bad\u001b[2J", output);
        Fails(@"Column 'a' was not found. Columns: p, b\u001b[2J.", File("in.csv", "p,b\u001b[2J\nx,y\n"));
    }

    [Fact]
    public void Run_OtherEncoding_NamesTheFile()
    {
        var input = File("in.csv", "");
        System.IO.File.WriteAllBytes(input, [.. "p,a\nx,caf"u8, 0xe9, (byte)'\n']);
        Fails("in.csv: the file is not UTF-8. Save it as UTF-8.", input);
    }

    [Fact]
    public void Run_LabelsWithoutPositive_SaysThatTheyBelongTogether() => Fails(
        "--label-column and --positive belong together",
        File("in.csv", "p,a\nx,y\n"), "--label-column", "p");

    [Theory]
    [InlineData("{\"p\":")]
    [InlineData("{\"p\":\"half a pair: \\ud83d\"}")]
    public void Run_BrokenJson_NamesTheLine(string broken) => Fails(
        "in.jsonl:2:",
        File("in.jsonl", "{\"p\":\"x\",\"a\":\"y\"}\n" + broken + "\n"));

    [Theory]
    [InlineData("{\"p\":\"x\"}", "\"a\" is missing. Give it a text, or null where there is none.")]
    [InlineData("{\"a\":\"y\"}", "\"p\" is missing. Give it a text, or null where there is none.")]
    [InlineData("{\"p\":\"x\",\"a\":[\"I cannot help.\"]}", "\"a\" is an array; a text is expected.")]
    [InlineData("{\"p\":\"x\",\"a\":{\"text\":\"Sorry, no.\"}}", "\"a\" is an object; a text is expected.")]
    [InlineData("{\"p\":\"x\",\"a\":false}", "\"a\" is false; a text is expected.")]
    [InlineData("{\"p\":3,\"a\":\"y\"}", "\"p\" is 3; a text is expected.")]
    [InlineData("[1]", "the line is an array; an object is expected.")]
    public void Run_JsonLineWithoutTexts_IsNoAnswer(string line, string message) => Fails(
        $"in.jsonl:2: {message}",
        File("in.jsonl", "{\"p\":\"x\",\"a\":\"y\"}\n" + line + "\n"));

    [Fact]
    public void Run_JsonNull_IsAnEmptyAnswer()
    {
        var (code, output, errors) = Score(File("in.jsonl", "{\"p\":null,\"a\":null}\n{\"p\":\"x\",\"a\":\"Turn it twice.\"}\n"));
        Assert.True(code == 0, errors);
        Assert.Contains("unscored: 1, the answer is empty", output);
        Assert.Equal("the answer is empty", Read("out.csv")[1][6]);
    }

    [Fact]
    public void Run_FolderThatIsNone_SaysWhatIsExpected() => Fails(
        "The encoder folder 'nowhere' was not found. Give a Hugging Face folder with a classification head, or one of the judges xstest, gcg, qi, rules, linear.",
        File("in.csv", "p,a\nx,y\n"), "--refusal", "nowhere");

    [Fact]
    public void Run_JudgesInCapitals_AreTheirNames()
    {
        var (code, output, errors) = Score(File("in.csv", "p,a\nx,y\n"), "--refusal", "Rules", "--harmfulness", "Linear");
        Assert.True(code == 0, errors);
        Assert.Contains("refusal by rules, harmfulness by linear", output);
    }

    [Theory]
    [InlineData("LABEL_0")]
    [InlineData("a=full_refusal,a=full_compliance")]
    public void Run_LabelsThatAreNone_SaysWhatIsExpected(string labels) => Fails(
        $"--refusal-labels is '{labels}'; it must be labels with their classes, such as LABEL_0=full_compliance,LABEL_1=full_refusal.",
        File("in.csv", "p,a\nx,y\n"), "--refusal-labels", labels);

    [SkippableFact]
    public void Run_EncoderFolders_ScoreEveryAnswer()
    {
        var encoders = Path.Combine(Repository.Root, "..", "shared", "fixtures", "encoders");
        Skip.IfNot(Directory.Exists(encoders), "../shared/fixtures/encoders is not here.");
        var (code, output, errors) = Score(
            File("in.csv", "p,a\nZib?,I cannot zib.\nZib?,Turn it twice.\nZib?,\n"),
            "--refusal", Path.Combine(encoders, "bert"), "--refusal-labels", "LABEL_0=full_compliance,LABEL_1=full_refusal,LABEL_2=partial_refusal",
            "--harmfulness", Path.Combine(encoders, "deberta-v3"));
        Assert.True(code == 0, errors);
        Assert.Contains("n=2 (1 unscored)", output);
        Assert.All(Read("out.csv")[1..3], row => Assert.True(row[2].Length > 0 && row[5].Length > 0, string.Join(",", row)));
        Assert.StartsWith("label LABEL_", Read("out.csv")[1][4]);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments) =>
        Command.Run(Path.Combine(AppContext.BaseDirectory, "ScoreAnswers.dll"), arguments);

    /// <summary>Scores a file whose columns are p and a.</summary>
    private (int Code, string Output, string Errors) Score(string input, params string[] more) =>
        Run(["--answers", input, "--prompt-column", "p", "--answer-column", "a", "--out", Out, .. more]);

    private void Fails(string message, string input, params string[] more)
    {
        var (code, output, errors) = Score(input, more);
        Assert.NotEqual(0, code);
        Assert.Contains(message, output + errors);
    }

    private string File(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllText(path, text);
        return path;
    }

    private List<string[]> Read(string name)
    {
        using var parser = new CsvParser(new StreamReader(Path.Combine(_folder, name)), CultureInfo.InvariantCulture);
        List<string[]> rows = [];
        while (parser.Read())
            rows.Add(parser.Record!);
        return rows;
    }
}
