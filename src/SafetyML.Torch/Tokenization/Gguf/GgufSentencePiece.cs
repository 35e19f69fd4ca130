using System.Buffers.Binary;
using System.Text;
using SafetyML.Torch.Checkpoints.Gguf;

namespace SafetyML.Torch.Tokenization.Gguf;

/// <summary>Writes a SentencePiece model file (protocol buffers; see <see cref="SentencePieceModel"/>) from a GGUF file's pieces, scores, kinds and flags.</summary>
internal static class GgufSentencePiece
{
    private const int Bpe = 2, Byte = 6;

    public static byte[] Model(GgufMetadata metadata, GgufTokens tokens)
    {
        float[] scores = tokens.Scores ?? throw GgufTokenizer.Fault(metadata, "tokenizer.ggml.scores", "is missing");
        using var model = new MemoryStream();
        using var piece = new MemoryStream();
        for (int id = 0; id < tokens.Texts.Length; id++)
        {
            piece.SetLength(0);
            WriteBytes(piece, 1, Encoding.UTF8.GetBytes(tokens.Texts[id]));
            WriteSingle(piece, 2, scores[id]);
            WriteNumber(piece, 3, tokens.Kind(id));
            WriteBytes(model, 1, piece.GetBuffer().AsSpan(0, (int)piece.Length));
        }
        WriteBytes(model, 2, Trainer(tokens));
        WriteBytes(model, 3, Normalizer(metadata));
        return model.ToArray();
    }

    private static byte[] Trainer(GgufTokens tokens)
    {
        using var trainer = new MemoryStream();
        WriteNumber(trainer, 3, Bpe);
        WriteNumber(trainer, 35, tokens.Ids(Byte).Any() ? 1 : 0);
        foreach (var (field, role) in (ReadOnlySpan<(int, string)>)[(40, "unknown"), (41, "bos"), (42, "eos"), (43, "padding")])
            WriteNumber(trainer, field, tokens.Role(role) ?? -1);
        return trainer.ToArray();
    }

    private static byte[] Normalizer(GgufMetadata metadata)
    {
        using var normalizer = new MemoryStream();
        WriteBytes(normalizer, 1, "identity"u8);
        WriteNumber(normalizer, 3, metadata.Flag("tokenizer.ggml.add_space_prefix") ?? true ? 1 : 0);
        WriteNumber(normalizer, 4, metadata.Flag("tokenizer.ggml.remove_extra_whitespaces") ?? false ? 1 : 0);
        WriteNumber(normalizer, 5, 1);
        return normalizer.ToArray();
    }

    private static void WriteNumber(MemoryStream stream, int field, long value)
    {
        WriteVariable(stream, (ulong)field << 3);
        WriteVariable(stream, (ulong)value);
    }

    private static void WriteSingle(MemoryStream stream, int field, float value)
    {
        Span<byte> bytes = stackalloc byte[sizeof(float)];
        BinaryPrimitives.WriteSingleLittleEndian(bytes, value);
        WriteVariable(stream, ((ulong)field << 3) | 5);
        stream.Write(bytes);
    }

    private static void WriteBytes(MemoryStream stream, int field, ReadOnlySpan<byte> bytes)
    {
        WriteVariable(stream, ((ulong)field << 3) | 2);
        WriteVariable(stream, (ulong)bytes.Length);
        stream.Write(bytes);
    }

    private static void WriteVariable(MemoryStream stream, ulong value)
    {
        for (; value >= 128; value >>= 7)
            stream.WriteByte((byte)(value | 128));
        stream.WriteByte((byte)value);
    }
}
