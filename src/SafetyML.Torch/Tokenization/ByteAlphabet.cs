using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// The printable characters that byte-level vocabularies write for the 256 bytes (GPT-2): a byte that is a printable Latin-1 character stands for itself,
/// the 68 others are U+0100, U+0101, … in the order of their values.
/// </summary>
internal static class ByteAlphabet
{
    private const int FirstShifted = 0x100;

    private static readonly char[] Characters = MakeCharacters();
    private static readonly short[] Bytes = MakeBytes();

    /// <summary>The character of a byte.</summary>
    public static char CharacterOf(byte value) => Characters[value];

    /// <summary>The byte of a character, or -1 where the character is not one of the 256.</summary>
    public static int ByteOf(char character) => character < Bytes.Length ? Bytes[character] : -1;

    /// <summary>The UTF-8 bytes of a text, each as its character; a lone surrogate becomes U+FFFD.</summary>
    public static string Spell(ReadOnlySpan<char> text)
    {
        Span<byte> stack = stackalloc byte[256];
        var utf8 = text.Length * 3 <= stack.Length ? stack : new byte[Encoding.UTF8.GetByteCount(text)];
        utf8 = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        return Spell(utf8);
    }

    /// <summary>Bytes, each as its character.</summary>
    public static string Spell(ReadOnlySpan<byte> bytes)
        => string.Create(bytes.Length, bytes, static (characters, bytes) => Spell(bytes, characters));

    /// <summary>Writes bytes, each as its character.</summary>
    public static void Spell(ReadOnlySpan<byte> bytes, Span<char> characters)
    {
        for (var i = 0; i < bytes.Length; i++)
            characters[i] = Characters[bytes[i]];
    }

    /// <summary>For each UTF-8 byte of a text, the character that it is a part of.</summary>
    public static List<(int Start, int End)> CharactersOfBytes(ReadOnlySpan<char> text)
    {
        var characters = new List<(int Start, int End)>(text.Length * 2);
        for (var start = 0; start < text.Length;)
        {
            Rune.DecodeFromUtf16(text[start..], out var rune, out var length);
            for (var value = 0; value < rune.Utf8SequenceLength; value++)
                characters.Add((start, start + length));
            start += length;
        }

        return characters;
    }

    /// <summary>The bytes that a vocabulary entry spells; the entry's own UTF-8 where one of its characters spells no byte, as an added token may.</summary>
    public static byte[] Unspell(string token)
    {
        var bytes = new byte[token.Length];
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = ByteOf(token[i]);
            if (value < 0)
                return Encoding.UTF8.GetBytes(token);
            bytes[i] = (byte)value;
        }

        return bytes;
    }

    private static bool IsPrintable(int value) => value is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or (>= 0xAE and <= 0xFF);

    private static char[] MakeCharacters()
    {
        var next = FirstShifted;
        return [.. Enumerable.Range(0, 256).Select(value => (char)(IsPrintable(value) ? value : next++))];
    }

    private static short[] MakeBytes()
    {
        var bytes = new short[Characters.Max() + 1];
        Array.Fill(bytes, (short)-1);
        for (var value = 0; value < Characters.Length; value++)
            bytes[Characters[value]] = (short)value;
        return bytes;
    }
}
