namespace SafetyML.Data;

/// <summary>Line numbers, from 1, of ascending positions in a text.</summary>
internal sealed class LineCounter(ReadOnlyMemory<byte> text)
{
    private int _position;
    private int _line = 1;

    public int LineAt(long position)
    {
        var end = (int)Math.Clamp(position, _position, text.Length);
        _line += text.Span[_position..end].Count((byte)'\n');
        _position = end;
        return _line;
    }
}
