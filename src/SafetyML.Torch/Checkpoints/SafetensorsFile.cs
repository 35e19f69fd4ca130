using System.Buffers.Binary;
using System.IO.MemoryMappedFiles;

namespace SafetyML.Torch.Checkpoints;

/// <summary>One safetensors file, memory-mapped: its checked header and a view of each tensor's bytes.</summary>
internal sealed class SafetensorsFile : IDisposable
{
    private readonly MemoryMappedFile map;
    private readonly long dataStart;

    private SafetensorsFile(string path, MemoryMappedFile map, SafetensorsHeader header, long dataStart)
    {
        Path = path;
        Header = header;
        this.map = map;
        this.dataStart = dataStart;
    }

    public string Path { get; }

    public SafetensorsHeader Header { get; }

    public static SafetensorsFile Open(string path)
    {
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 1);
        try
        {
            byte[] json = ReadHeader(stream, path);
            long dataStart = SafetensorsHeader.LengthBytes + json.Length;
            var header = SafetensorsHeader.Parse(json, stream.Length - dataStart, path);
            var map = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
            return new SafetensorsFile(path, map, header, dataStart);
        }
        catch
        {
            stream.Dispose();
            throw;
        }
    }

    /// <summary>The bytes of <paramref name="entry"/>, of which there must be at least one, from <paramref name="offset"/> on.</summary>
    public Stream View(SafetensorsHeader.Entry entry, long offset = 0) =>
        map.CreateViewStream(dataStart + entry.Begin + offset, entry.Info.ByteCount - offset, MemoryMappedFileAccess.Read);

    public void Dispose() => map.Dispose();

    private static byte[] ReadHeader(FileStream stream, string path)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthBytes];
        if (stream.Length < prefix.Length)
            throw new CheckpointFormatException(
                $"{path}: the file has {stream.Length} bytes; a safetensors file begins with {prefix.Length} bytes of header length. " +
                "It is truncated or of another format.");
        stream.ReadExactly(prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaximumBytes)
            throw new CheckpointFormatException(
                $"{path}: the header claims {length} bytes; at most {SafetensorsHeader.MaximumBytes} are allowed. It is not a safetensors file.");
        if ((long)length > stream.Length - prefix.Length)
            throw new CheckpointFormatException(
                $"{path}: the header claims {length} bytes but only {stream.Length - prefix.Length} follow. The file is truncated: download it again.");
        byte[] json = new byte[length];
        stream.ReadExactly(json);
        return json;
    }
}
