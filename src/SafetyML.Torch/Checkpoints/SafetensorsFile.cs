using System.Buffers.Binary;

namespace SafetyML.Torch.Checkpoints;

/// <summary>One safetensors file with its checked header.</summary>
internal sealed class SafetensorsFile : IWeightFile
{
    private readonly WeightBytes file;

    private SafetensorsFile(WeightBytes file, SafetensorsHeader header, long dataStart)
    {
        this.file = file;
        Header = header;
        Tensors = [.. header.Entries.Select(entry => new StoredTensor(file.Path, entry.Info, new RawTensor(file, dataStart + entry.Begin)))];
    }

    public string Path => file.Path;

    public SafetensorsHeader Header { get; }

    public IReadOnlyList<StoredTensor> Tensors { get; }

    public static SafetensorsFile Open(string path)
    {
        var file = WeightBytes.Open(path);
        try
        {
            byte[] json = ReadHeader(file);
            long dataStart = SafetensorsHeader.LengthBytes + json.Length;
            return new SafetensorsFile(file, SafetensorsHeader.Parse(json, file.Length - dataStart, path), dataStart);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private static byte[] ReadHeader(WeightBytes file)
    {
        Span<byte> prefix = stackalloc byte[SafetensorsHeader.LengthBytes];
        if (file.Length < prefix.Length)
            throw new CheckpointFormatException(
                $"{file.Path}: the file has {file.Length} bytes; a safetensors file begins with {prefix.Length} bytes of header length. " +
                "It is truncated or of another format.");
        file.Read(0, prefix);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(prefix);
        if (length > SafetensorsHeader.MaximumBytes)
            throw new CheckpointFormatException(
                $"{file.Path}: the header claims {length} bytes; at most {SafetensorsHeader.MaximumBytes} are allowed. It is not a safetensors file.");
        if ((long)length > file.Length - prefix.Length)
            throw new CheckpointFormatException(
                $"{file.Path}: the header claims {length} bytes but only {file.Length - prefix.Length} follow. The file is truncated: download it again.");
        return file.Take(prefix.Length, (int)length);
    }
}
