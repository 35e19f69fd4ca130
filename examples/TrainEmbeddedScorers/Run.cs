using System.Text;
using SafetyML.LinearText;
using SafetyML.Torch.Checkpoints;
using Spectre.Console;
using TrainEmbeddedScorers.Data;
using TrainEmbeddedScorers.Measures;
using TrainEmbeddedScorers.Training;

namespace TrainEmbeddedScorers;

/// <summary>One run of the program: read, train, measure, write.</summary>
internal static class Run
{
    private const double FastEnough = 50_000;

    public static void Start(string dataFolder, string? outFolder, string? encoderFolder)
    {
        var data = new DataFolder(dataFolder);
        var (xsTest, ownAnswers) = (XsTest.Read(data), OwnAnswers.Read());
        var jailbroken = GptFuzz.Read(data);
        var plain = new RefusalRecipe(xsTest, ownAnswers.All);
        var refusal = plain.With(jailbroken);
        var refusalModel = refusal.Train([0, 1, 2]);
        List<MeasureLine> refusalLines = [.. RefusalMeasures.Of(xsTest, refusal), .. RefusalMeasures.OfUnseenQuestions(plain, jailbroken)];
        if (outFolder is not null)
            Write(outFolder, "refusal", refusalModel, data, refusalLines, ownAnswers.All.Count);

        var pairs = HhRlhf.Read(data);
        // Its first stages have not seen jailbroken answers, so that those which a fold leaves out are new to all of it.
        var harmfulness = new HarmfulnessRecipe(plain.Train([0, 1, 2]), xsTest, ownAnswers.Harmless);
        var harmfulnessModel = harmfulness.Train(harmfulness.Rows(jailbroken), harmfulness.Rows(pairs));
        List<MeasureLine> harmfulnessLines = [.. HarmfulnessMeasures.Folded(harmfulness, jailbroken, pairs)];
        if (data.Has(SafeRlhf.Path))
            harmfulnessLines.Add(HarmfulnessMeasures.Unseen(harmfulnessModel, SafeRlhf.Read(data)));
        if (outFolder is not null)
            Write(outFolder, "harmfulness", harmfulnessModel, data, harmfulnessLines, ownAnswers.All.Count);
        MeasureTable.Print([.. refusalLines, .. harmfulnessLines,
            SpeedMeasure.Of("refusal model", refusalModel, xsTest, FastEnough), SpeedMeasure.Of("harmfulness model", harmfulnessModel, xsTest, FastEnough)]);
        if (encoderFolder is not null)
            MeasureTable.Print(EncoderMeasures.Of(new EncoderRecipe(encoderFolder, jailbroken, xsTest), pairs, data.Has(SafeRlhf.Path) ? SafeRlhf.Read(data) : null));
    }

    private static void Write(string folder, string name, LinearTextModel model, DataFolder data, List<MeasureLine> lines, int ownAnswers)
    {
        var bytes = LinearTextFile.Write(model);
        Replace(Path.Combine(folder, $"{name}.smlt"), bytes);
        Replace(Path.Combine(folder, $"{name}.md"), Encoding.UTF8.GetBytes(ModelCard.Of($"{name}.md", bytes.Length, data.Read, lines, ownAnswers)));
    }

    private static void Replace(string path, byte[] bytes)
    {
        AtomicFile.Write(path, stream => stream.Write(bytes));
        AnsiConsole.WriteLine($"{path}: {bytes.Length:N0} bytes");
    }
}
