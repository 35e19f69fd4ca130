namespace SafetyML.Torch.Checkpoints;

/// <summary>Writes a folder that appears when it is complete, or not at all: temporary name beside it, then a rename.</summary>
internal static class AtomicFolder
{
    /// <summary>Makes <paramref name="folder"/>, which must not exist or be empty, of the files that <paramref name="fill"/> puts into the folder it is given.</summary>
    /// <exception cref="IOException">The folder is not empty.</exception>
    public static void Write(string folder, Action<string> fill)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        string full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        if (Directory.Exists(full) && Directory.EnumerateFileSystemEntries(full).Any())
            throw new IOException($"Folder '{folder}' is not empty. Give a new folder, or empty it first.");
        string temporary = $"{full}.{Guid.NewGuid():N}.tmp";
        try
        {
            Directory.CreateDirectory(temporary);
            fill(temporary);
            if (Directory.Exists(full))
                Directory.Delete(full);
            Directory.Move(temporary, full);
        }
        finally
        {
            if (Directory.Exists(temporary))
                Directory.Delete(temporary, recursive: true);
        }
    }
}
