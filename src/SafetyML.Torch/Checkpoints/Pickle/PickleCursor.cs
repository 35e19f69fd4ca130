using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>Reads a pickle's bytes one argument at a time; each length is checked against what is left before anything is made of it.</summary>
internal sealed class PickleCursor(ReadOnlyMemory<byte> bytes, string file, AllocationLimit limit)
{
    private const int LongestLine = 4096;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    public int Position { get; private set; }

    public byte Byte() => Take(1)[0];

    public long Number(int size)
    {
        var taken = Take(size);
        return size switch
        {
            1 => taken[0],
            2 => BinaryPrimitives.ReadUInt16LittleEndian(taken),
            4 => BinaryPrimitives.ReadInt32LittleEndian(taken),
            _ => BinaryPrimitives.ReadInt64LittleEndian(taken),
        };
    }

    public double Double() => BinaryPrimitives.ReadDoubleBigEndian(Take(8));

    /// <summary>A length of 1, 4 or 8 bytes, without sign, and that many bytes.</summary>
    public ReadOnlySpan<byte> Block(int lengthSize)
    {
        ulong length = lengthSize switch
        {
            1 => Byte(),
            4 => BinaryPrimitives.ReadUInt32LittleEndian(Take(4)),
            _ => BinaryPrimitives.ReadUInt64LittleEndian(Take(8)),
        };
        if (length > (ulong)(bytes.Length - Position))
            throw Fault($"a length of {length} was found where {bytes.Length - Position} bytes are left");
        limit.Require((long)length * sizeof(char));
        return Take((int)length);
    }

    public string Text(int lengthSize) => Decode(Block(lengthSize));

    /// <summary>The text up to the next line feed.</summary>
    public string Line()
    {
        var rest = bytes.Span[Position..];
        int end = rest[..Math.Min(rest.Length, LongestLine)].IndexOf((byte)'\n');
        if (end < 0)
            throw Fault("a line has no end");
        Position += end + 1;
        return Decode(rest[..end]);
    }

    /// <summary>A whole number written out, with Python's L at its end or not.</summary>
    public object WrittenNumber()
    {
        string line = Line();
        return line switch
        {
            "00" => false,
            "01" => true,
            _ when long.TryParse(line.TrimEnd('L'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) => value,
            _ => throw Fault($"'{Shortened(line)}' is not a whole number of 64 bits"),
        };
    }

    public double WrittenDouble()
    {
        string line = Line();
        return double.TryParse(line, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) ? value
            : throw Fault($"'{Shortened(line)}' is not a number");
    }

    public CheckpointFormatException Fault(string what) =>
        new($"{file}: the pickle is malformed at byte {Position}: {what}. The file is damaged or of another format: download it again.");

    public static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > bytes.Length - Position)
            throw Fault("it ends in the middle");
        Position += count;
        return bytes.Span.Slice(Position - count, count);
    }

    private string Decode(ReadOnlySpan<byte> utf8)
    {
        try
        {
            return Strict.GetString(utf8);
        }
        catch (DecoderFallbackException)
        {
            throw Fault("a text is not UTF-8");
        }
    }
}
