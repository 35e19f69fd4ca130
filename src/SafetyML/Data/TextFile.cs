using System.Text;
using System.Text.Unicode;

namespace SafetyML.Data;

/// <summary>Reads whole text files as UTF-8, with or without a byte order mark; anything else is an error, never a replacement character.</summary>
internal static class TextFile
{
    public static byte[] ReadBytes(string path)
    {
        var bytes = File.ReadAllBytes(path);
        ReadOnlySpan<byte> mark = Encoding.UTF8.Preamble;
        if (bytes.AsSpan().StartsWith(mark))
            bytes = bytes[mark.Length..];
        if (!Utf8.IsValid(bytes))
            throw new DataFileException(path, LineOfFirstInvalidByte(bytes), "the text is not valid UTF-8. Save the file as UTF-8.");
        return bytes;
    }

    public static string ReadText(string path) => Encoding.UTF8.GetString(ReadBytes(path));

    private static int LineOfFirstInvalidByte(ReadOnlySpan<byte> bytes)
    {
        var line = 1;
        while (true)
        {
            var end = bytes.IndexOf((byte)'\n');
            if (end < 0 || !Utf8.IsValid(bytes[..end]))
                return line;
            bytes = bytes[(end + 1)..];
            line++;
        }
    }
}
