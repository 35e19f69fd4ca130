using System.Text;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>Writes SentencePiece model files, field by field.</summary>
internal sealed class TinySentencePiece
{
    private readonly List<byte> pieces = [];

    /// <summary>2 is BPE, 1 unigram.</summary>
    public int ModelType { get; init; } = 2;

    public bool HasByteFallback { get; init; } = true;

    public bool AddsDummyPrefix { get; init; } = true;

    public bool RemovesExtraSpaces { get; init; }

    public byte[] CharacterMap { get; init; } = [];

    /// <summary>The three control tokens and the 256 bytes of LLaMA's vocabulary: ids 0 to 258.</summary>
    public TinySentencePiece WithControls()
    {
        Add("<unk>", 0, kind: 2).Add("<s>", 0, kind: 3).Add("</s>", 0, kind: 3);
        for (var value = 0; value < 256; value++)
            Add($"<0x{value:X2}>", 0, kind: 6);
        return this;
    }

    /// <summary>Adds pieces, each with a lower score than the one before.</summary>
    public TinySentencePiece WithPieces(params string[] texts)
    {
        for (var i = 0; i < texts.Length; i++)
            Add(texts[i], -i);
        return this;
    }

    public TinySentencePiece Add(string piece, float score, int kind = 1)
    {
        List<byte> message = [.. Field(1, Encoding.UTF8.GetBytes(piece)), (2 << 3) | 5, .. BitConverter.GetBytes(score), .. Number(3, kind)];
        pieces.AddRange(Field(1, [.. message]));
        return this;
    }

    public byte[] ToArray()
    {
        byte[] trainer = [.. Number(3, ModelType), .. Number(35, HasByteFallback ? 1 : 0)];
        byte[] normalizer =
            [.. Field(1, "identity"u8.ToArray()), .. Field(2, CharacterMap), .. Number(3, AddsDummyPrefix ? 1 : 0), .. Number(4, RemovesExtraSpaces ? 1 : 0)];
        return [.. pieces, .. Field(2, trainer), .. Field(3, normalizer)];
    }

    private static byte[] Field(int field, byte[] content) => [.. Varint((field << 3) | 2), .. Varint(content.Length), .. content];

    private static byte[] Number(int field, int value) => [.. Varint(field << 3), .. Varint(value)];

    private static List<byte> Varint(int value)
    {
        List<byte> bytes = [];
        for (; value > 0x7F; value >>= 7)
            bytes.Add((byte)(value | 0x80));
        bytes.Add((byte)value);
        return bytes;
    }
}
