using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>Finds the base model of a saved one, here and now, and makes sure that it is the same.</summary>
internal static class SavedBaseModel
{
    /// <summary>The variable that names the folder in which base models are looked for.</summary>
    public const string FolderVariable = "SAFETYML_MODELS";

    /// <summary>The place of the base model whose weights have the saved identity.</summary>
    /// <param name="saved">The place it had when it was saved.</param>
    /// <param name="sha256">Its identity.</param>
    /// <param name="path">Where the user says it is; null to look for it.</param>
    public static BaseModelPlace Find(BaseModelPlace saved, string sha256, string? path)
    {
        var place = saved with { Path = path ?? Locate(saved.Path) };
        place.RequireFolder();
        var found = LanguageModel.Identify(place.Path);
        return found == sha256 ? place : throw new BaseModelMismatchException(saved.Path, sha256, place.Path, found);
    }

    private static string Locate(string path)
    {
        if (Path.Exists(path))
            return path;
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(path));
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(folder) && Path.Exists(Path.Combine(folder, name)))
            return Path.Combine(folder, name);
        var elsewhere = string.IsNullOrEmpty(folder) ? "" : $", nor '{name}' in '{folder}'";
        throw new DirectoryNotFoundException($"The base model '{path}' of the saved model was not found{elsewhere}. "
            + $"Set {FolderVariable} to the folder that holds '{name}', or call ml.Safety().Restore(loaded, baseModel) with its path.");
    }
}
