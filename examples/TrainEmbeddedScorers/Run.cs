using System.Text;
using SafetyML.LinearText;
using SafetyML.Torch.Checkpoints;
using Spectre.Console;
using TrainEmbeddedScorers.Data;
using TrainEmbeddedScorers.Measures;
using TrainEmbeddedScorers.Training;

namespace TrainEmbeddedScorers;

/// <summary>One run of the program: read and check all, train, measure, write.</summary>
internal static class Run
{
    private const double FastEnough = 50_000;

    public static void Start(string dataFolder, string? outFolder, string? encoderFolder)
    {
        var data = TrainingData.Read(dataFolder);
        RunFolders.Check(outFolder, encoderFolder);
        var plain = new RefusalRecipe(data.XsTest, data.OwnAnswers.All);
        var refusal = plain.With(data.Jailbroken);
        var refusalModel = refusal.Train([0, 1, 2]);
        List<MeasureLine> refusalLines = [.. RefusalMeasures.Of(data.XsTest, refusal), .. RefusalMeasures.OfUnseenQuestions(plain, data.Jailbroken)];
        // Its first stages have not seen jailbroken answers, so that those which a fold leaves out are new to all of it.
        var harmfulness = new HarmfulnessRecipe(plain.Train([0, 1, 2]), data.XsTest, data.OwnAnswers.Harmless);
        var harmfulnessModel = harmfulness.Train(harmfulness.Rows(data.Jailbroken), harmfulness.Rows(data.Pairs));
        List<MeasureLine> harmfulnessLines = [.. HarmfulnessMeasures.Folded(harmfulness, data.Jailbroken, data.Pairs)];
        if (data.Unseen is { } unseen)
            harmfulnessLines.Add(HarmfulnessMeasures.Unseen(harmfulnessModel, unseen));
        if (outFolder is not null)
        {
            Write(outFolder, "refusal", refusalModel, data.RefusalFiles, refusalLines, data.OwnAnswers.All.Count);
            Replace(Path.Combine(outFolder, "english.txt"), Encoding.UTF8.GetBytes(EnglishWordList.Of(data)));
            Write(outFolder, "harmfulness", harmfulnessModel, data.Files, harmfulnessLines, data.OwnAnswers.All.Count);
        }
        MeasureTable.Print([.. refusalLines, .. harmfulnessLines,
            SpeedMeasure.Of("refusal model", refusalModel, data.XsTest, FastEnough), SpeedMeasure.Of("harmfulness model", harmfulnessModel, data.XsTest, FastEnough)]);
        if (encoderFolder is not null)
            MeasureTable.Print(EncoderMeasures.Of(new EncoderRecipe(encoderFolder, data.Jailbroken, data.XsTest), data.Pairs, data.Unseen));
    }

    private static void Write(string folder, string name, LinearTextModel model, IEnumerable<DataFile> files, List<MeasureLine> lines, int ownAnswers)
    {
        var bytes = LinearTextFile.Write(model);
        Replace(Path.Combine(folder, $"{name}.smlt"), bytes);
        Replace(Path.Combine(folder, $"{name}.md"), Encoding.UTF8.GetBytes(ModelCard.Of($"{name}.md", bytes.Length, files, lines, ownAnswers)));
    }

    private static void Replace(string path, byte[] bytes)
    {
        AtomicFile.Write(path, stream => stream.Write(bytes));
        AnsiConsole.WriteLine($"{path}: {bytes.Length:N0} bytes");
    }
}
