using SafetyML.Answering;
using SafetyML.Torch.Models;

namespace SafetyML.Scoring;

/// <summary>Finds the encoder of a saved scorer, here and now, and makes sure that it is the same.</summary>
internal static class SavedEncoder
{
    /// <summary>The place of the encoder whose weights have the saved identity.</summary>
    public static EncoderPlace Find(EncoderPlace saved, string sha256)
    {
        var place = saved with { Path = Locate(saved) };
        var found = LanguageModel.Identify(place.Path);
        return found == sha256 ? place : throw new EncoderMismatchException(saved.Path, sha256, place.Path, found);
    }

    private static string Locate(EncoderPlace saved)
    {
        if (Directory.Exists(saved.Path))
            return saved.Path;
        var folder = Environment.GetEnvironmentVariable(SavedBaseModel.FolderVariable);
        if (!string.IsNullOrEmpty(folder) && Directory.Exists(Path.Combine(folder, saved.Name)))
            return Path.Combine(folder, saved.Name);
        var elsewhere = string.IsNullOrEmpty(folder) ? "" : $", nor '{saved.Name}' in '{folder}'";
        throw new DirectoryNotFoundException($"The encoder '{saved.Path}' of the saved scorer was not found{elsewhere}. "
            + $"Set {SavedBaseModel.FolderVariable} to the folder that holds '{saved.Name}'.");
    }
}
