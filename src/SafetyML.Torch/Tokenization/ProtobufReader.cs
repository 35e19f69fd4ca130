using System.Buffers.Binary;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the fields of one protobuf message in order, as far as SentencePiece's model files need them.</summary>
internal ref struct ProtobufReader
{
    private ReadOnlySpan<byte> rest;
    private ulong number;
    private ReadOnlySpan<byte> bytes;

    /// <summary>Creates the reader.</summary>
    /// <param name="message">The encoded message.</param>
    public ProtobufReader(ReadOnlySpan<byte> message)
    {
        rest = message;
    }

    /// <summary>The field that was read.</summary>
    public int Field { get; private set; }

    /// <summary>The bytes of a text or of a message.</summary>
    public readonly ReadOnlySpan<byte> Bytes => bytes;

    /// <summary>The bytes as text.</summary>
    public readonly string Text => Encoding.UTF8.GetString(bytes);

    /// <summary>A whole number.</summary>
    public readonly int Number => (int)number;

    /// <summary>A truth value.</summary>
    public readonly bool Flag => number != 0;

    /// <summary>A number of four bytes.</summary>
    public readonly float Single => BitConverter.UInt32BitsToSingle((uint)number);

    /// <summary>Goes to the next field.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="FormatException">The message ends inside a field or has a field that protobuf does not know.</exception>
    public bool Read()
    {
        if (rest.IsEmpty)
            return false;
        var tag = Varint();
        Field = (int)(tag >> 3);
        number = 0;
        bytes = default;
        switch (tag & 7)
        {
            case 0:
                number = Varint();
                break;
            case 1:
                number = BinaryPrimitives.ReadUInt64LittleEndian(Take(8));
                break;
            case 2:
                bytes = Take(Varint());
                break;
            case 5:
                number = BinaryPrimitives.ReadUInt32LittleEndian(Take(4));
                break;
            default:
                throw new FormatException($"a field has the unknown wire type {tag & 7}");
        }

        return true;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        if (count > (ulong)rest.Length)
            throw new FormatException($"a field of {count} bytes has only {rest.Length} left");
        var taken = rest[..(int)count];
        rest = rest[(int)count..];
        return taken;
    }

    private ulong Varint()
    {
        ulong value = 0;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var part = Take(1)[0];
            value |= (ulong)(part & 0x7F) << shift;
            if (part < 0x80)
                return value;
        }

        throw new FormatException("a number is longer than ten bytes");
    }
}
