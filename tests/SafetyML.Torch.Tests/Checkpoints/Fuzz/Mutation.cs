using System.Buffers.Binary;

namespace SafetyML.Torch.Tests.Checkpoints.Fuzz;

/// <summary>Damages a file as disks, downloads and attackers do: bits, bytes, numbers at their limits, parts cut out, doubled, moved or cut off.</summary>
internal static class Mutation
{
    private static readonly long[] Limits = [0, 1, -1, 127, 128, 255, 256, 65535, int.MaxValue, uint.MaxValue, 1L << 40, 1L << 60, long.MaxValue, long.MinValue];

    /// <summary>One to four changes of <paramref name="file"/>, all drawn from <paramref name="seed"/>.</summary>
    public static byte[] Apply(byte[] file, int seed)
    {
        var random = new Random(seed);
        var bytes = file.ToList();
        for (int change = random.Next(1, 5); change > 0 && bytes.Count > 0; change--)
            Change(bytes, random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, Random random)
    {
        // Headers are where the structure is.
        int at = random.Next(random.Next(2) == 0 ? bytes.Count : Math.Min(bytes.Count, 400));
        int length = Math.Min(bytes.Count - at, random.Next(1, 24));
        switch (random.Next(8))
        {
            case 0: bytes[at] ^= (byte)(1 << random.Next(8)); break;
            case 1: bytes[at] = (byte)random.Next(256); break;
            case 2: Overwrite(bytes, at, Limits[random.Next(Limits.Length)], 1 << random.Next(4)); break;
            case 3: bytes.RemoveRange(at, length); break;
            case 4: bytes.InsertRange(at, bytes.GetRange(at, length)); break;
            case 5: bytes.InsertRange(random.Next(bytes.Count), bytes.GetRange(at, length)); break;
            case 6: bytes.RemoveRange(at, random.Next(4) == 0 ? bytes.Count - at : 1); break;
            default: ChangeDigit(bytes, at, random); break;
        }
    }

    private static void Overwrite(List<byte> bytes, int at, long value, int size)
    {
        byte[] number = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(number, value);
        for (int index = 0; index < size && at + index < bytes.Count; index++)
            bytes[at + index] = number[index];
    }

    /// <summary>Numbers written out, as in JSON: the next digit becomes another, a sign or many.</summary>
    private static void ChangeDigit(List<byte> bytes, int at, Random random)
    {
        int digit = bytes.FindIndex(at, value => value is >= (byte)'0' and <= (byte)'9');
        if (digit < 0)
            return;
        string[] others = ["9", "-1", "0", "99999999999999999999", "1e9", "4611686018427387904"];
        bytes.RemoveAt(digit);
        bytes.InsertRange(digit, others[random.Next(others.Length)].Select(character => (byte)character));
    }
}
