namespace SafetyML.Tuning;

/// <summary>Makes sure, before hours of work, that its result can be written.</summary>
internal static class WritableFolder
{
    /// <summary>Creates the folder where needed and reserves, for a moment, the space that the result takes.</summary>
    /// <exception cref="IOException">The folder cannot be written, or the disk has less than <paramref name="bytes"/> left.</exception>
    public static void Require(string folder, long bytes)
    {
        try
        {
            Directory.CreateDirectory(folder);
            using var stream = new FileStream(Path.Combine(folder, $".{Guid.NewGuid():N}.tmp"), new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.Write,
                Options = FileOptions.DeleteOnClose,
                PreallocationSize = bytes,
            });
            stream.WriteByte(0);
            stream.Flush(flushToDisk: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new IOException(
                $"The adapter folder '{folder}' cannot be written: {fault.Message} Nothing was trained. Give a folder that can be written.", fault);
        }
    }
}
