namespace SafetyML.Data;

/// <summary>
/// Reads a table whose rows end in a line feed, with carriage returns of its own inside unquoted fields, as some programs write them: a parser that takes a lone
/// carriage return for the end of a row sees a mark instead, which <see cref="Restore"/> turns back. A table whose rows end in carriage returns is read as it is.
/// </summary>
internal sealed class LoneReturns : TextReader
{
    /// <summary>A code point that is no character, so that no text holds it.</summary>
    private const char Mark = '\uFDD0';

    private readonly TextReader _inner;
    private bool? _keeps;

    public LoneReturns(TextReader inner) => _inner = inner;

    /// <summary>The field as it stands in the file.</summary>
    public static string Restore(string field) => field.Contains(Mark) ? field.Replace(Mark, '\r') : field;

    public override int Peek() => _inner.Peek();

    public override int Read()
    {
        var next = _inner.Read();
        return next == '\r' && _inner.Peek() != '\n' && KeepsFrom(isReturn: true) ? Mark : Seen(next);
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var read = _inner.Read(buffer);
        for (var i = 0; i < read; i++)
        {
            var following = i + 1 < read ? buffer[i + 1] : buffer[i] == '\r' ? _inner.Peek() : 0;
            if (buffer[i] == '\r' && following != '\n')
                buffer[i] = KeepsFrom(isReturn: true) ? Mark : '\r';
            else if (buffer[i] == '\n')
                KeepsFrom(isReturn: false);
        }
        return read;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _inner.Dispose();
        base.Dispose(disposing);
    }

    /// <summary>The first line break of the file says how its rows end.</summary>
    private bool KeepsFrom(bool isReturn) => _keeps ??= !isReturn;

    private int Seen(int next)
    {
        if (next == '\n')
            KeepsFrom(isReturn: false);
        return next;
    }
}
