using System.Buffers.Binary;
using System.Runtime.Intrinsics;

namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>
/// The block quantizations of ggml, sixteen elements at a time: x = d q, x = d q + m, or, in the K forms, with scales of scales. The order of multiplication and
/// addition is ggml's own, so that single-precision results are equal to the bit.
/// </summary>
internal static class BlockDecoders
{
    private const int Half = 16;

    /// <summary>What leaves every number as it is when it is added; a positive zero would take the sign of a negative one.</summary>
    private const float Nothing = -0f;

    /// <summary>d; 32 signed bytes.</summary>
    public static void Q8_0(ReadOnlySpan<byte> block, Span<float> elements)
    {
        float scale = Float16(block, 0);
        for (int at = 0; at < 32; at += Half)
            Store(Vector128.Create(block.Slice(2 + at, Half)).AsSByte(), scale, Nothing, elements[at..]);
    }

    /// <summary>d; 16 bytes whose low halves are the first 16 elements: d (q - 8).</summary>
    public static void Q4_0(ReadOnlySpan<byte> block, Span<float> elements)
    {
        float scale = Float16(block, 0);
        var packed = Vector128.Create(block.Slice(2, Half));
        Store((Low(packed) - Vector128.Create((byte)8)).AsSByte(), scale, Nothing, elements);
        Store((High(packed) - Vector128.Create((byte)8)).AsSByte(), scale, Nothing, elements[Half..]);
    }

    /// <summary>d, m; 16 bytes as in <see cref="Q4_0"/>: d q + m.</summary>
    public static void Q4_1(ReadOnlySpan<byte> block, Span<float> elements)
    {
        float scale = Float16(block, 0), least = Float16(block, 2);
        var packed = Vector128.Create(block.Slice(4, Half));
        Store(Low(packed).AsSByte(), scale, least, elements);
        Store(High(packed).AsSByte(), scale, least, elements[Half..]);
    }

    /// <summary>d; the fifth bits of 32 elements; 16 bytes: d (q - 16).</summary>
    public static void Q5_0(ReadOnlySpan<byte> block, Span<float> elements)
    {
        float scale = Float16(block, 0);
        uint fifth = BinaryPrimitives.ReadUInt32LittleEndian(block[2..]);
        var packed = Vector128.Create(block.Slice(6, Half));
        Store(((Low(packed) | Sixteens(fifth)) - Vector128.Create((byte)16)).AsSByte(), scale, Nothing, elements);
        Store(((High(packed) | Sixteens(fifth >> Half)) - Vector128.Create((byte)16)).AsSByte(), scale, Nothing, elements[Half..]);
    }

    /// <summary>d, m; the fifth bits of 32 elements; 16 bytes: d q + m.</summary>
    public static void Q5_1(ReadOnlySpan<byte> block, Span<float> elements)
    {
        float scale = Float16(block, 0), least = Float16(block, 2);
        uint fifth = BinaryPrimitives.ReadUInt32LittleEndian(block[4..]);
        var packed = Vector128.Create(block.Slice(8, Half));
        Store((Low(packed) | Sixteens(fifth)).AsSByte(), scale, least, elements);
        Store((High(packed) | Sixteens(fifth >> Half)).AsSByte(), scale, least, elements[Half..]);
    }

    /// <summary>d, m; eight scales and eight minima of six bits; 128 bytes: (d s) q - (m t) for each 32 elements.</summary>
    public static void Q4_K(ReadOnlySpan<byte> block, Span<float> elements)
    {
        float scale = Float16(block, 0), least = Float16(block, 2);
        var packed = block[4..16];
        for (int group = 0; group < 8; group++)
        {
            var (factor, minimum) = group < 4
                ? (packed[group] & 63, packed[group + 4] & 63)
                : ((packed[group + 4] & 15) | ((packed[group - 4] >> 6) << 4), (packed[group + 4] >> 4) | ((packed[group] >> 6) << 4));
            float groupScale = scale * factor, groupLeast = -(least * minimum);
            for (int at = 0; at < 32; at += Half)
            {
                var bytes = Vector128.Create(block.Slice(16 + (group / 2 * 32) + at, Half));
                Store((group % 2 == 0 ? Low(bytes) : High(bytes)).AsSByte(), groupScale, groupLeast, elements[((group * 32) + at)..]);
            }
        }
    }

    /// <summary>128 bytes of low halves, 64 of upper pairs of bits, 16 signed scales, d: (d s) (q - 32) for each 16 elements.</summary>
    public static void Q6_K(ReadOnlySpan<byte> block, Span<float> elements)
    {
        float scale = Float16(block, 208);
        for (int group = 0; group < Half; group++)
        {
            // Rows of 32 elements: four for each half of the block; rows 0 and 1 have the low, 2 and 3 the high halves of the same bytes.
            int row = group / 2, half = row / 4, place = group % 2 * Half;
            var bytes = Vector128.Create(block.Slice((half * 64) + (row % 2 * 32) + place, Half));
            var upper = (Vector128.Create(block.Slice(128 + (half * 32) + place, Half)) >>> (row % 4 * 2)) & Vector128.Create((byte)3);
            var values = (row % 4 < 2 ? Low(bytes) : High(bytes)) | (upper << 4);
            Store((values - Vector128.Create((byte)32)).AsSByte(), scale * (sbyte)block[192 + group], Nothing, elements[(group * Half)..]);
        }
    }

    private static float Float16(ReadOnlySpan<byte> block, int at) => (float)BinaryPrimitives.ReadHalfLittleEndian(block[at..]);

    private static Vector128<byte> Low(Vector128<byte> packed) => packed & Vector128.Create((byte)15);

    private static Vector128<byte> High(Vector128<byte> packed) => packed >>> 4;

    /// <summary>16 where the bit of an element is set, else 0.</summary>
    private static Vector128<byte> Sixteens(uint bits)
    {
        var bit = Vector128.Create((byte)1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128);
        var repeated = Vector128.Create(Vector64.Create((byte)bits), Vector64.Create((byte)(bits >> 8)));
        return Vector128.Equals(repeated & bit, bit) & Vector128.Create((byte)16);
    }

    /// <summary>Writes scale q + least for sixteen q.</summary>
    private static void Store(Vector128<sbyte> values, float scale, float least, Span<float> elements)
    {
        var (low, high) = Vector128.Widen(values);
        var (first, second) = Vector128.Widen(low);
        var (third, fourth) = Vector128.Widen(high);
        Store(first, scale, least, elements);
        Store(second, scale, least, elements[4..]);
        Store(third, scale, least, elements[8..]);
        Store(fourth, scale, least, elements[12..]);
    }

    private static void Store(Vector128<int> values, float scale, float least, Span<float> elements) =>
        ((Vector128.ConvertToSingle(values) * Vector128.Create(scale)) + Vector128.Create(least)).CopyTo(elements);
}
