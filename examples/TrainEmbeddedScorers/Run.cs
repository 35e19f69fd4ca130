using SafetyML.LinearText;
using Spectre.Console;
using TrainEmbeddedScorers.Data;
using TrainEmbeddedScorers.Measures;
using TrainEmbeddedScorers.Training;

namespace TrainEmbeddedScorers;

/// <summary>One run of the program: read, train, write.</summary>
internal static class Run
{
    public static void Start(string dataFolder, string? outFolder)
    {
        var data = new DataFolder(dataFolder);
        var xsTest = XsTest.Read(data);
        var recipe = new RefusalRecipe(xsTest, Templates.Read());
        var refusal = recipe.Train([0, 1, 2]);
        var (jailbroken, pairs) = (GptFuzz.Read(data), HhRlhf.Read(data));
        var harmful = new HarmfulnessRecipe(refusal, xsTest);
        var harmfulness = harmful.Train(harmful.Rows(jailbroken), harmful.Rows(pairs));
        if (outFolder is not null)
        {
            Write(Path.Combine(outFolder, "refusal.smlt"), refusal);
            Write(Path.Combine(outFolder, "harmfulness.smlt"), harmfulness);
        }
        List<MeasureLine> lines = [.. RefusalMeasures.Of(xsTest, recipe), .. HarmfulnessMeasures.Folded(harmful, jailbroken, pairs)];
        if (data.Has(SafeRlhf.Path))
            lines.Add(HarmfulnessMeasures.Unseen(harmfulness, SafeRlhf.Read(data)));
        MeasureTable.Print(lines);
    }

    private static void Write(string path, LinearTextModel model)
    {
        var bytes = LinearTextFile.Write(model);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path + ".new", bytes);
        File.Move(path + ".new", path, overwrite: true);
        AnsiConsole.WriteLine($"{path}: {bytes.Length:N0} bytes");
    }
}
