using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// SentencePiece's precompiled character map: replacements of short byte strings, as a double-array trie (Aoe, 1989; Darts) over their UTF-8 and a list of texts that end
/// with a zero byte.
/// </summary>
internal sealed class CharacterMap
{
    private const int LongestText = 256;

    private readonly ReadOnlyMemory<byte> trie;
    private readonly ReadOnlyMemory<byte> texts;

    private CharacterMap(ReadOnlyMemory<byte> trie, ReadOnlyMemory<byte> texts)
    {
        this.trie = trie;
        this.texts = texts;
    }

    /// <summary>Reads a map: the size of the trie in bytes, the trie, the texts.</summary>
    /// <exception cref="FormatException">The bytes are not a map.</exception>
    public static CharacterMap Parse(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.Length < sizeof(uint))
            throw new FormatException($"a character map of {bytes.Length} bytes has no size");
        var size = BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span);
        bytes = bytes[sizeof(uint)..];
        if (size % sizeof(uint) != 0 || size > bytes.Length || size == 0)
            throw new FormatException($"a character map's trie of {size} bytes has {bytes.Length} left and must have whole units of four");
        return new CharacterMap(bytes[..(int)size], bytes[(int)size..]);
    }

    /// <summary>The replacement of the beginning of a text, the shortest or the longest that there is.</summary>
    /// <param name="utf8">The text.</param>
    /// <param name="longest">Looks for the longest.</param>
    /// <param name="length">How many bytes are replaced.</param>
    /// <returns>The replacement, or null where there is none.</returns>
    /// <exception cref="TokenizerFormatException">A replacement is longer than any real one.</exception>
    public string? Find(ReadOnlySpan<byte> utf8, bool longest, out int length)
    {
        length = 0;
        var found = -1;
        // Little-endian, as every machine is that .NET runs on with TorchSharp.
        var units = MemoryMarshal.Cast<byte, uint>(trie.Span);
        var node = Offset(units[0]);
        for (var i = 0; i < Math.Min(utf8.Length, LongestText) && utf8[i] != 0; i++)
        {
            node ^= utf8[i];
            if (node >= units.Length || Label(units[(int)node]) != utf8[i])
                break;
            var unit = units[(int)node];
            node ^= Offset(unit);
            if (!HasValue(unit) || node >= units.Length)
                continue;
            (found, length) = ((int)(units[(int)node] & 0x7FFF_FFFF), i + 1);
            if (!longest)
                break;
        }

        return found < 0 || found > texts.Length ? null : TextAt(found);
    }

    // The layout of a unit: a child's label in the low byte (the top bit marks a value), whether it has a value in bit 8, the offset of its children above.
    private static bool HasValue(uint unit) => ((unit >> 8) & 1) == 1;

    private static uint Label(uint unit) => unit & 0x8000_00FF;

    private static uint Offset(uint unit) => (unit >> 10) << (int)((unit & (1u << 9)) >> 6);

    private string TextAt(int start)
    {
        var rest = texts.Span[start..];
        var end = rest.IndexOf((byte)0);
        rest = end < 0 ? rest : rest[..end];
        return rest.Length <= LongestText
            ? Encoding.UTF8.GetString(rest)
            : throw new TokenizerFormatException($"The tokenizer's character map has a replacement of {rest.Length} bytes; allowed are {LongestText}.");
    }
}
