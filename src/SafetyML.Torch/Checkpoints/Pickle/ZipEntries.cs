using System.Buffers.Binary;
using System.Text;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>
/// Where the entries of a zip file lie, for entries that are stored as they are, as <c>torch.save</c> does; 64-bit sizes included. .NET's own archive does not
/// tell where an entry begins, and a tensor is to be read without what is before it.
/// </summary>
internal static class ZipEntries
{
    private const int EndBytes = 22;
    private const int LongestComment = 65535;
    private const int LargestDirectory = 1 << 26;
    private const int DirectoryEntryBytes = 46;
    private const int LocalBytes = 30;
    private const uint EndMark = 0x06054b50, End64Mark = 0x06064b50, DirectoryMark = 0x02014b50, LocalMark = 0x04034b50;

    /// <summary>The entries by name: where their data begin and how long they are.</summary>
    public static Dictionary<string, (long Begin, long Length)> Read(WeightBytes file, AllocationLimit limit)
    {
        var (begin, length) = FindDirectory(file);
        if (length is < 0 or > LargestDirectory || begin < 0 || begin > file.Length - length)
            throw Fault(file, $"its directory of {length} bytes at byte {begin} does not lie within the file");
        byte[] directory = file.Take(begin, (int)length);
        var entries = new Dictionary<string, (long Begin, long Length)>(StringComparer.Ordinal);
        for (int at = 0; at < directory.Length;)
        {
            limit.Require();
            var (name, place, next) = ReadEntry(file, directory.AsSpan(at));
            if (!entries.TryAdd(name, place))
                throw Fault(file, $"it has two entries '{PickleCursor.Shortened(name)}'");
            at += next;
        }
        return entries;
    }

    private static (long Begin, long Length) FindDirectory(WeightBytes file)
    {
        int count = (int)Math.Min(file.Length, EndBytes + LongestComment);
        byte[] tail = file.Take(file.Length - count, count);
        int end = count - EndBytes;
        while (end >= 0 && BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end)) != EndMark)
            end--;
        if (end < 0)
            throw Fault(file, "its end record is missing");
        uint length = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 12)), begin = BinaryPrimitives.ReadUInt32LittleEndian(tail.AsSpan(end + 16));
        if (length != uint.MaxValue && begin != uint.MaxValue)
            return (begin, length);
        if (end < 20)
            throw Fault(file, "its 64-bit end record is missing");
        // The locator in front of the end record says where the 64-bit record is.
        long place = BinaryPrimitives.ReadInt64LittleEndian(tail.AsSpan(end - 12));
        if (place < 0 || place > file.Length - 56)
            throw Fault(file, $"its 64-bit end record at byte {place} does not lie within the file");
        byte[] record = file.Take(place, 56);
        return BinaryPrimitives.ReadUInt32LittleEndian(record) == End64Mark
            ? (BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(48)), BinaryPrimitives.ReadInt64LittleEndian(record.AsSpan(40)))
            : throw Fault(file, "its 64-bit end record is damaged");
    }

    private static (string Name, (long Begin, long Length) Place, int Next) ReadEntry(WeightBytes file, ReadOnlySpan<byte> entry)
    {
        if (entry.Length < DirectoryEntryBytes || BinaryPrimitives.ReadUInt32LittleEndian(entry) != DirectoryMark)
            throw Fault(file, "its directory is damaged");
        int flags = BinaryPrimitives.ReadUInt16LittleEndian(entry[8..]), method = BinaryPrimitives.ReadUInt16LittleEndian(entry[10..]);
        int nameLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[28..]), extraLength = BinaryPrimitives.ReadUInt16LittleEndian(entry[30..]);
        int next = DirectoryEntryBytes + nameLength + extraLength + BinaryPrimitives.ReadUInt16LittleEndian(entry[32..]);
        if (next > entry.Length)
            throw Fault(file, "its directory is damaged");
        string name = Encoding.UTF8.GetString(entry.Slice(DirectoryEntryBytes, nameLength));
        if (method != 0 || (flags & 1) != 0)
            throw new CheckpointFormatException(
                $"{file.Path}: entry '{PickleCursor.Shortened(name)}' is compressed or encrypted (method {method}); torch.save stores entries as they are. " +
                "Save the model again with torch.save or as safetensors.");
        long stored = BinaryPrimitives.ReadUInt32LittleEndian(entry[20..]), length = BinaryPrimitives.ReadUInt32LittleEndian(entry[24..]);
        long local = BinaryPrimitives.ReadUInt32LittleEndian(entry[42..]);
        var extra = Zip64(entry.Slice(DirectoryEntryBytes + nameLength, extraLength));
        if (length == uint.MaxValue)
            length = Take(file, ref extra);
        if (stored == uint.MaxValue)
            stored = Take(file, ref extra);
        if (local == uint.MaxValue)
            local = Take(file, ref extra);
        long begin = DataBegin(file, local);
        if (stored != length || length < 0 || length > file.Length - begin)
            throw Fault(file, $"entry '{PickleCursor.Shortened(name)}' of {length} bytes at byte {begin} does not lie within the file");
        return (name, (begin, length), next);
    }

    private static long DataBegin(WeightBytes file, long local)
    {
        if (local < 0 || local > file.Length - LocalBytes)
            throw Fault(file, $"an entry at byte {local} does not lie within the file");
        Span<byte> header = stackalloc byte[LocalBytes];
        file.Read(local, header);
        if (BinaryPrimitives.ReadUInt32LittleEndian(header) != LocalMark)
            throw Fault(file, $"there is no entry at byte {local}");
        return local + LocalBytes + BinaryPrimitives.ReadUInt16LittleEndian(header[26..]) + BinaryPrimitives.ReadUInt16LittleEndian(header[28..]);
    }

    /// <summary>The numbers of the 64-bit extra field, or nothing.</summary>
    private static ReadOnlySpan<byte> Zip64(ReadOnlySpan<byte> extra)
    {
        while (extra.Length >= 4)
        {
            int id = BinaryPrimitives.ReadUInt16LittleEndian(extra), length = BinaryPrimitives.ReadUInt16LittleEndian(extra[2..]);
            if (length > extra.Length - 4)
                return [];
            if (id == 1)
                return extra.Slice(4, length);
            extra = extra[(4 + length)..];
        }
        return [];
    }

    private static long Take(WeightBytes file, ref ReadOnlySpan<byte> numbers)
    {
        if (numbers.Length < 8)
            throw Fault(file, "a 64-bit size is missing");
        long value = BinaryPrimitives.ReadInt64LittleEndian(numbers);
        numbers = numbers[8..];
        return value;
    }

    private static CheckpointFormatException Fault(WeightBytes file, string what) =>
        new($"{file.Path}: the zip file is damaged: {what}. It is truncated or was changed: download it again.");
}
