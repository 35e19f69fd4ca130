namespace SafetyML.Tuning;

/// <summary>Makes sure, before hours of work, that its result can be written.</summary>
internal static class WritableFolder
{
    public static void Require(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
            var probe = Path.Combine(folder, $".{Guid.NewGuid():N}.tmp");
            using var stream = new FileStream(probe, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose);
            stream.WriteByte(0);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException($"The adapter folder '{folder}' cannot be written: {fault.Message} Nothing was trained. Give a folder that can be written.", fault);
        }
    }
}
