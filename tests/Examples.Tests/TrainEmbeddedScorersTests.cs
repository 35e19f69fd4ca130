using SafetyML.LinearText;
using TrainEmbeddedScorers;
using TrainEmbeddedScorers.Data;
using TrainEmbeddedScorers.Measures;
using TrainEmbeddedScorers.Training;

namespace Examples.Tests;

/// <summary>The embedded models' trainer on the data sets beside the repository.</summary>
public sealed class TrainEmbeddedScorersTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "..", "shared", "data");

    [SkippableFact]
    public void Train_RefusalFromTheDataFolder_GivesTheEmbeddedBytes()
    {
        var trained = new RefusalRecipe(Read(), OwnAnswers.Read().All).With(Jailbroken()).Train([0, 1, 2]);
        Assert.Equal(LinearTextFile.Write(EmbeddedModels.Refusal), LinearTextFile.Write(trained));
    }

    [SkippableFact]
    public void Of_DataFolder_GivesTheEmbeddedEnglishWords()
    {
        _ = Read();
        using var stream = typeof(EmbeddedModels).Assembly.GetManifestResourceStream("SafetyML.LinearText.Models.english.txt")!;
        using var reader = new StreamReader(stream);
        Assert.Equal(reader.ReadToEnd(), EnglishWordList.Of(TrainingData.Read(Folder)));
    }

    /// <summary>A little under what was measured: F1 .967, .972, .934; kappa .794; calibration error .042.</summary>
    [SkippableFact]
    public void Measures_OneModelLeftOut_AgreeWithPeople()
    {
        var data = Read();
        var lines = RefusalMeasures.Of(data, new RefusalRecipe(data, OwnAnswers.Read().All).With(Jailbroken())).ToDictionary(line => line.Name, line => line.Value);
        Assert.InRange(lines["refusal, XSTest llama2new left out: binary F1"], 0.96, 1);
        Assert.InRange(lines["refusal, XSTest llama2orig left out: binary F1"], 0.96, 1);
        Assert.InRange(lines["refusal, XSTest mistralguard left out: binary F1"], 0.93, 1);
        Assert.InRange(lines["refusal, XSTest: three-class kappa, mean of three"], 0.78, 1);
        Assert.InRange(lines["refusal, XSTest: calibration error, mean of three"], 0, 0.05);
    }

    [Fact]
    public void Read_FolderWithoutTheData_NamesTheFile()
    {
        var error = Assert.Throws<FileNotFoundException>(() => XsTest.Read(new DataFolder("nowhere")));
        Assert.Equal("The data folder 'nowhere' lacks xstest/xstest_prompts.csv. Give the folder that holds xstest, gptfuzz and hh-rlhf.", error.Message);
    }

    [SkippableFact]
    public void Read_AnswersWithBareCarriageReturns_AllRows()
    {
        Skip.IfNot(File.Exists(Path.Combine(Folder, "gptfuzz", "train.csv")), "../shared/data/gptfuzz is not here.");
        var data = new DataFolder(Folder);
        Assert.Equal(6160, GptFuzz.Read(data).Length);
        Assert.Equal("MIT", data.Read.Single(file => file.Path == "gptfuzz/train.csv").Licence);
    }

    private static LabelledAnswer[] Jailbroken() => GptFuzz.Read(new DataFolder(Folder));

    private static XsTest Read()
    {
        Skip.IfNot(File.Exists(Path.Combine(Folder, "xstest", "xstest_prompts.csv")), "../shared/data/xstest is not here.");
        return XsTest.Read(new DataFolder(Folder));
    }
}
