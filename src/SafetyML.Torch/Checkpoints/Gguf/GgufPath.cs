namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>Finds out whether a model is a GGUF file: named itself, or the only one of a folder without a config.json.</summary>
internal static class GgufPath
{
    /// <summary>The file, or null where the model is of another form.</summary>
    public static string? Find(string path)
    {
        if (File.Exists(path))
            return IsGguf(path) ? path : null;
        if (!Directory.Exists(path) || File.Exists(Path.Combine(path, "config.json")))
            return null;
        return Directory.EnumerateFiles(path).Where(IsGguf).Take(2).ToList() is [var only] ? only : null;
    }

    private static bool IsGguf(string file) => Path.GetExtension(file).Equals(GgufFile.Extension, StringComparison.OrdinalIgnoreCase);
}
