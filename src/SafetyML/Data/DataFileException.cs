namespace SafetyML.Data;

/// <summary>A data file that cannot be read whole. The message names the file and the line of the first fault and counts the others.</summary>
public sealed class DataFileException : FormatException
{
    internal DataFileException(string path, int? line, string fault, Exception? inner = null)
        : base($"{System.IO.Path.GetFileName(path)}{(line is null ? "" : $":{line}")}: {fault}", inner)
    {
        Path = path;
        Line = line;
    }

    /// <summary>The file, as it was given.</summary>
    public string Path { get; }

    /// <summary>The line of the first fault, from 1; null when the fault is the file's as a whole.</summary>
    public int? Line { get; }
}
