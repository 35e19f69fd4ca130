using SafetyML.LinearText;
using Spectre.Console;
using TrainEmbeddedScorers.Data;
using TrainEmbeddedScorers.Training;

namespace TrainEmbeddedScorers;

/// <summary>One run of the program: read, train, write.</summary>
internal static class Run
{
    public static void Start(string dataFolder, string? outFolder)
    {
        var data = new DataFolder(dataFolder);
        var xsTest = XsTest.Read(data);
        var refusal = new RefusalRecipe(xsTest, []).Train([0, 1, 2]);
        var recipe = new HarmfulnessRecipe(refusal, xsTest, HatefulTexts.Read(data));
        var harmfulness = recipe.Train(recipe.Rows(GptFuzz.Read(data)), recipe.Rows(HhRlhf.Read(data)));
        if (outFolder is null)
            return;
        Write(Path.Combine(outFolder, "refusal.smlt"), refusal);
        Write(Path.Combine(outFolder, "harmfulness.smlt"), harmfulness);
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
