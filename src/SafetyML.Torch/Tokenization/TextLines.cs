namespace SafetyML.Torch.Tokenization;

/// <summary>The lines of a text file, cut as <see cref="File.ReadLines(string)"/> cuts them, without a text of its own for each.</summary>
internal sealed class TextLines(string path) : IDisposable
{
    private const int LongestLine = 1 << 13;

    private readonly StreamReader reader = new(path);
    private readonly char[] buffer = new char[LongestLine];
    private int start;
    private int end;
    private bool isAtEnd;

    /// <summary>How many lines there have been.</summary>
    public int Number { get; private set; }

    /// <summary>How many characters they had.</summary>
    public int Characters { get; private set; }

    /// <summary>Counts a file's lines and their characters.</summary>
    public static (int Lines, int Characters) Count(string path)
    {
        using var lines = new TextLines(path);
        while (lines.Next(out _))
        {
        }

        return (lines.Number, lines.Characters);
    }

    /// <summary>Goes to the next line; it is valid until the next call.</summary>
    /// <exception cref="TokenizerFormatException">It is longer than any of a vocabulary.</exception>
    public bool Next(out Span<char> line)
    {
        var length = buffer.AsSpan(start, end - start).IndexOfAny('\r', '\n');
        while (!isAtEnd && (length < 0 || (start + length + 1 == end && buffer[end - 1] == '\r')))
        {
            Fill();
            length = buffer.AsSpan(start, end - start).IndexOfAny('\r', '\n');
        }

        var isLast = length < 0;
        line = buffer.AsSpan(start, isLast ? end - start : length);
        if (isLast && line.IsEmpty)
            return false;
        start += line.Length + (isLast ? 0 : buffer.AsSpan(start + length, end - start - length).StartsWith("\r\n") ? 2 : 1);
        (Number, Characters) = (Number + 1, Characters + line.Length);
        return true;
    }

    /// <summary>The fault of the line.</summary>
    public TokenizerFormatException Error(string fault) => new($"{Path.GetFileName(path)}:{Number}: {fault}. Get the file again from where the model came from.");

    /// <inheritdoc/>
    public void Dispose() => reader.Dispose();

    private void Fill()
    {
        buffer.AsSpan(start, end - start).CopyTo(buffer);
        (start, end) = (0, end - start);
        if (end == buffer.Length)
            throw new TokenizerFormatException(
                $"{Path.GetFileName(path)}:{Number + 1}: the line has {LongestLine} characters or more, which no token has. Get the file again from where the model came from.");
        var count = reader.Read(buffer, end, buffer.Length - end);
        end += count;
        isAtEnd = count == 0;
    }
}
