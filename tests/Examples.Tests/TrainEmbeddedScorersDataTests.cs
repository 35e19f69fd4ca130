using SafetyML.Data;
using TrainEmbeddedScorers.Data;

namespace Examples.Tests;

/// <summary>What the embedded models' trainer says of data and folders that it cannot use: before it trains, with file and line.</summary>
public sealed class TrainEmbeddedScorersDataTests : IDisposable
{
    private const string Questions = "index,text\n0,Zib?\n1,Dax?\n", AnswerHeader = "id,prompt,completion,annotation_1,annotation_2,final_label\n";
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("0,No.,0\n0,Turn it.,yes\n", "train.csv:3: \"label\" is 'yes'; it must be 0 or 1.")]
    [InlineData("9999,No.,0\n", "train.csv:2: \"question\" is 9999; it must be an index of gptfuzz/question_list.csv.")]
    [InlineData("first,No.,0\n", "train.csv:2: \"question\" is 'first'; it must be a whole number from 0.")]
    [InlineData("0,No.\n", "train.csv:2: the row has 2 fields; the header has 3.")]
    [InlineData("", "train.csv: there is no row.")]
    public void Read_BadGptFuzz_IsLocated(string rows, string message) => Fails(message, GptFuzz.Read,
        ("gptfuzz/question_list.csv", Questions), ("gptfuzz/train.csv", "question,Response,label\n" + rows));

    [Fact]
    public void Read_QuestionThatIsThereTwice_IsLocated() => Fails(
        "question_list.csv:4: \"index\" is 1, as in an earlier row; every question has its own.", GptFuzz.Read, ("gptfuzz/question_list.csv", Questions + "1,Zorp?\n"));

    [Theory]
    [InlineData("{\"chosen\":\"Hello.\",\"rejected\":\"x\"}", "\"chosen\"", "\\n\\nAssistant:")]
    [InlineData("{\"chosen\":\"\\n\\nAssistant: Hello.\",\"rejected\":\"x\"}", "\"chosen\"", "\\n\\nHuman:")]
    [InlineData("{\"chosen\":\"\\n\\nHuman: Zib?\\n\\nAssistant: No.\",\"rejected\":\"Hello.\"}", "\"rejected\"", "\\n\\nAssistant:")]
    public void Read_DialogueWithoutItsMarks_IsLocated(string row, string field, string mark) => Fails(
        $"harmless-base-test.jsonl:2: {field} must be a dialogue that ends in \\n\\nHuman: with a prompt and \\n\\nAssistant: with an answer; {mark} is missing.",
        HhRlhf.Read, ("hh-rlhf/harmless-base-test.jsonl", "\n" + row + "\n"));

    [Theory]
    [InlineData("{\"chosen\":\"x\"", "harmless-base-test.jsonl:1: not valid JSON: ")]
    [InlineData("[1]\n{}", "harmless-base-test.jsonl")]
    [InlineData("{\"rejected\":\"x\"}", "harmless-base-test.jsonl:1: \"chosen\" is missing.")]
    public void Read_LineThatIsNoPair_IsLocated(string row, string message)
    {
        Write(("hh-rlhf/harmless-base-test.jsonl", row));
        Assert.StartsWith(message, Assert.Throws<DataFileException>(() => HhRlhf.Read(new DataFolder(_folder))).Message);
    }

    [Theory]
    [InlineData("v2-1,Zib?,No.,2_full_refusal,2_full_refusal,refusal\nv2-2,Dax?,No.,2_full_refusal,2_full_refusal,2_full_refusal\n",
        ":2: \"final_label\" is 'refusal'; it must be 1_full_compliance, 2_full_refusal or 3_partial_refusal.")]
    [InlineData("v2-2,Dax?,No.,2_full_refusal,2_full_refusal,2_full_refusal\nv2-2,Dax?,No.,2_full_refusal,2_full_refusal,2_full_refusal\n",
        ":2: \"id\" is 'v2-2'; xstest/xstest_prompts.csv has 'v2-1' in this place. Sort both alike.")]
    [InlineData("v2-1,Zorp?,No.,2_full_refusal,2_full_refusal,2_full_refusal\nv2-2,Dax?,No.,2_full_refusal,2_full_refusal,2_full_refusal\n",
        ":2: \"prompt\" is 'Zorp?'; xstest/xstest_prompts.csv has 'Zib?' in this place. Give the files of one version.")]
    [InlineData("v2-1,Zib?,No.,2_full_refusal,2_full_refusal,2_full_refusal\n",
        ": there are 1 answers; xstest/xstest_prompts.csv has 2 prompts, and each must have one.")]
    public void Read_AnswersThatDoNotFitThePrompts_AreLocated(string rows, string message) => Fails(
        "xstest_v2_completions_llama2new.csv" + message, XsTest.Read,
        ("xstest/xstest_prompts.csv", "id,prompt,type\n1,Zib?,homonyms\n2,Dax?,homonyms\n"),
        ("xstest/xstest_v2_completions_llama2new.csv", AnswerHeader + rows));

    [Fact]
    public void Read_UnseenLabelThatIsNone_IsLocated() => Fails(
        "Safe-RLHFmini.csv:2: \"label\" is 'safe'; it must be 0 or 1.", data => SafeRlhf.Read(data)!,
        ("jailbreakeval/Safe-RLHFmini.csv", "question,answer,label\nZib?,No.,safe\n"));

    [Fact]
    public void Run_FolderWithoutTheData_IsOneLine() => Prints(
        $"The data folder '{_folder.Path}' lacks xstest/xstest_prompts.csv. Give the folder that holds xstest, gptfuzz and hh-rlhf.", "--data", _folder);

    [SkippableFact]
    public void Run_WithoutPairs_SaysSoBeforeItTrains()
    {
        CopyShared("xstest", "gptfuzz");
        var place = Directory.CreateDirectory(_folder.File("out")).FullName;
        Prints($"The data folder '{_folder.Path}' lacks hh-rlhf/harmless-base-test.jsonl. Give the folder that holds xstest, gptfuzz and hh-rlhf.",
            "--data", _folder, "--out", place);
        Assert.Empty(Directory.GetFileSystemEntries(place));
    }

    [SkippableFact]
    public void Run_OutOrEncoderThatCannotBeUsed_SaysSoBeforeItTrains()
    {
        CopyShared("xstest", "gptfuzz", "hh-rlhf");
        var (nowhere, file) = (_folder.File("nowhere"), _folder.Write("file", ""));
        Prints($"--encoder is '{nowhere}', which was not found. Give a Hugging Face folder: config.json, *.safetensors and a tokenizer.",
            "--data", _folder, "--measure", "--encoder", nowhere);
        var (code, _, errors) = Run("--data", _folder, "--out", file);
        Assert.Equal(1, code);
        Assert.StartsWith($"--out is '{file}', where nothing can be written: ", errors);
        Assert.EndsWith("Give a folder where you may write.", errors.Trim());
    }

    private static void Prints(string message, params string[] arguments)
    {
        var (code, output, errors) = Run(arguments);
        Assert.Equal((1, "", message), (code, output, errors.TrimEnd()));
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments) =>
        Command.Run(Path.Combine(AppContext.BaseDirectory, "TrainEmbeddedScorers.dll"), arguments);

    private void Fails(string message, Func<DataFolder, object> read, params (string Path, string Text)[] files)
    {
        Write(files);
        Assert.Equal(message, Assert.Throws<DataFileException>(() => read(new DataFolder(_folder))).Message);
    }

    private void Write(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_folder.File(path))!);
            File.WriteAllText(_folder.File(path), text);
        }
    }

    private void CopyShared(params string[] sets)
    {
        foreach (var set in sets)
        {
            var source = Path.Combine(Repository.Root, "..", "shared", "data", set);
            Skip.IfNot(Directory.Exists(source), $"../shared/data/{set} is not here.");
            Directory.CreateDirectory(_folder.File(set));
            foreach (var file in Directory.GetFiles(source).Where(file => Path.GetExtension(file) is ".csv" or ".jsonl"))
                File.WriteAllBytes(Path.Combine(_folder, set, Path.GetFileName(file)), File.ReadAllBytes(file));
        }
    }
}
