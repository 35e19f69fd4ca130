using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>Reads the header of a GGUF file front to back through a small buffer; every length is checked against the file before it is used.</summary>
internal sealed class GgufCursor(WeightBytes file)
{
    private const int BufferBytes = 1 << 16;

    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    private readonly byte[] buffer = new byte[(int)Math.Min(BufferBytes, file.Length)];
    private long bufferStart;
    private int bufferLength;

    public long Position { get; private set; }

    public long Left => file.Length - Position;

    public T Number<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Take(Unsafe.SizeOf<T>()));

    /// <summary>A length of 64 bits and that many bytes of UTF-8.</summary>
    /// <param name="what">What the text is, for messages.</param>
    /// <param name="lenient">Replaces what is not UTF-8 instead of refusing it.</param>
    public string Text(string what, bool lenient = false)
    {
        int length = TextLength(what);
        byte[]? large = length > buffer.Length ? file.Take(Position, length) : null;
        if (large is not null)
            Position += length;
        var bytes = large is null ? Take(length) : large;
        try
        {
            return (lenient ? Encoding.UTF8 : Strict).GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Fault($"{what} is not UTF-8");
        }
    }

    /// <summary>Passes a text over.</summary>
    public void SkipText(string what)
    {
        int length = TextLength(what); // before the position is read: it moves
        Position += length;
    }

    /// <summary>Passes <paramref name="count"/> items of <paramref name="size"/> bytes over.</summary>
    public void Skip(ulong count, int size, string what)
    {
        if (count > (ulong)(Left / size))
            throw Fault($"{what} claims {count} items where {Left} bytes are left");
        Position += (long)count * size;
    }

    /// <summary>Goes to a place that was read before.</summary>
    public void Seek(long position) => Position = position;

    public CheckpointFormatException Fault(string what) =>
        new($"{file.Path}: the GGUF file is malformed at byte {Position}: {what}. It is truncated or damaged: download it again.");

    private int TextLength(string what)
    {
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(Take(sizeof(ulong)));
        return length <= (ulong)Math.Min(Left, Array.MaxLength) ? (int)length : throw Fault($"{what} claims {length} bytes where {Left} are left");
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count > Left)
            throw Fault($"{count} bytes are needed where {Left} are left");
        if (Position < bufferStart || Position + count > bufferStart + bufferLength)
        {
            bufferStart = Position;
            bufferLength = (int)Math.Min(buffer.Length, Left);
            file.Read(bufferStart, buffer.AsSpan(0, bufferLength));
        }
        Position += count;
        return buffer.AsSpan((int)(Position - count - bufferStart), count);
    }
}
