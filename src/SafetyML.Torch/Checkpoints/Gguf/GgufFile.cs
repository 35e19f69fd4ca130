using System.Runtime.InteropServices;

namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>One GGUF file of version 2 or 3: metadata, then the table of tensors, then their blocks at an alignment.</summary>
internal sealed class GgufFile : IWeightFile
{
    public const string Extension = ".gguf";

    private const int LeastEntryBytes = 13, LeastTensorBytes = 24, MostDimensions = 4, MostAlignment = 1 << 20, MostDivisors = 4096;

    private readonly WeightBytes file;
    private readonly GgufCursor cursor;

    private GgufFile(WeightBytes file)
    {
        this.file = file;
        cursor = new GgufCursor(file);
        var (tensorCount, entryCount) = ReadCounts();
        Metadata = GgufMetadata.Read(file.Path, cursor, entryCount);
        if (Metadata.Integer("split.count") is > 1 and var parts)
            throw new CheckpointFormatException($"{file.Path}: the model is split over {parts} files, which is not supported. Join them with llama-gguf-split --merge.");
        Tensors = ReadTensors(tensorCount);
    }

    public string Path => file.Path;

    public GgufMetadata Metadata { get; }

    public IReadOnlyList<StoredTensor> Tensors { get; }

    /// <summary>The divisors of the rotary frequencies, where the file has them.</summary>
    public float[]? RopeDivisors { get; private set; }

    public static GgufFile Open(string path)
    {
        var file = WeightBytes.Open(path);
        try
        {
            return new GgufFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private (ulong Tensors, ulong Entries) ReadCounts()
    {
        if (file.Length < 24)
            throw new CheckpointFormatException($"{Path}: the file has {file.Length} bytes; a GGUF file begins with 24 bytes. It is empty or truncated.");
        uint magic = cursor.Number<uint>();
        if (magic != 0x46554747) // "GGUF"
            throw new CheckpointFormatException($"{Path}: the file begins with 0x{magic:x8} instead of 'GGUF'. It is not a GGUF file.");
        uint version = cursor.Number<uint>();
        if (version is not (2 or 3))
            throw new CheckpointFormatException(
                $"{Path}: GGUF version {(version is 0x0200_0000 or 0x0300_0000 ? $"{version >> 24} in big-endian byte order" : version)} is not supported. " +
                "Supported: 2 and 3, little-endian.");
        ulong tensors = cursor.Number<ulong>(), entries = cursor.Number<ulong>();
        if (tensors > (ulong)(cursor.Left / LeastTensorBytes) || entries > (ulong)(cursor.Left / LeastEntryBytes))
            throw cursor.Fault($"it claims {tensors} tensors and {entries} metadata entries where {cursor.Left} bytes are left");
        return (tensors, entries);
    }

    private List<StoredTensor> ReadTensors(ulong count)
    {
        long after = cursor.Position;
        int alignment = Metadata.Integer("general.alignment") ?? 32;
        if (alignment is < 8 or > MostAlignment || (alignment & (alignment - 1)) != 0)
            throw new CheckpointFormatException($"{Path}: general.alignment is {alignment}; a power of two from 8 to {MostAlignment} was expected.");
        cursor.Seek(after);
        var entries = new List<Entry>((int)count);
        var names = new HashSet<string>(StringComparer.Ordinal);
        for (ulong index = 0; index < count; index++)
        {
            var entry = ReadEntry(index);
            entries.Add(names.Add(entry.Name) ? entry : throw new CheckpointFormatException($"{Path}: tensor '{entry.Name}' is there twice."));
        }
        long start = (cursor.Position + alignment - 1) / alignment * alignment;
        foreach (var entry in entries)
            CheckPlace(entry, start, alignment);
        CheckOverlap(entries);
        if (entries.Find(entry => entry.Name == GgufNames.RopeDivisors) is { } divisors)
            RopeDivisors = ReadDivisors(divisors, start);
        string? architecture = Metadata.Text("general.architecture");
        return [.. entries.Where(entry => entry.Name != GgufNames.RopeDivisors).Select(entry => Stored(entry, start, architecture))];
    }

    private float[] ReadDivisors(Entry entry, long start)
    {
        if (entry.Type.Name != "F32" || entry.Elements > MostDivisors)
            throw new CheckpointFormatException($"{Path}: tensor '{entry.Name}' is {entry.Type.Name} with {entry.Elements} elements; F32 with at most {MostDivisors} was expected.");
        float[] divisors = new float[entry.Elements];
        file.Read(start + (long)entry.Offset, MemoryMarshal.AsBytes(divisors.AsSpan()));
        return divisors;
    }

    private Entry ReadEntry(ulong index)
    {
        string name = cursor.Text($"the name of tensor {index}");
        uint dimensions = cursor.Number<uint>();
        if (dimensions is 0 or > MostDimensions)
            throw new CheckpointFormatException($"{Path}: tensor '{name}' has {dimensions} dimensions; 1 to {MostDimensions} were expected.");
        long[] shape = new long[dimensions];
        Int128 elements = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--) // the file has the innermost dimension first
        {
            ulong size = cursor.Number<ulong>();
            elements = size <= long.MaxValue && elements <= long.MaxValue ? elements * size : Int128.MaxValue;
            shape[axis] = (long)Math.Min(size, long.MaxValue);
        }
        uint number = cursor.Number<uint>();
        var type = GgufTensorType.Find(number) ?? throw new CheckpointFormatException(
            $"{Path}: tensor '{name}' is of type {GgufTensorType.NameOf(number)}, which is not supported. Supported: {GgufTensorType.Names}.");
        if (elements > long.MaxValue / 8)
            throw new CheckpointFormatException($"{Path}: tensor '{name}' of shape {TensorInfo.ShapeText(shape)} has more elements than any file can hold.");
        if (shape[^1] % type.BlockElements != 0)
            throw new CheckpointFormatException($"{Path}: the rows of tensor '{name}' have {shape[^1]} elements, which do not divide into {type.Name}'s blocks of {type.BlockElements}.");
        return new Entry(name, shape, type, cursor.Number<ulong>(), (long)elements);
    }

    private void CheckPlace(Entry entry, long start, int alignment)
    {
        if (entry.Offset % (ulong)alignment != 0)
            throw new CheckpointFormatException($"{Path}: tensor '{entry.Name}' begins at offset {entry.Offset}, which is not a multiple of the alignment {alignment}.");
        if (start > file.Length || entry.Offset > (ulong)(file.Length - start) || entry.Bytes > file.Length - start - (long)entry.Offset)
            throw new CheckpointFormatException(
                $"{Path}: tensor '{entry.Name}' of {entry.Bytes} bytes at offset {entry.Offset} does not lie within the {Math.Max(file.Length - start, 0)} bytes of data. " +
                "The file is truncated: download it again.");
    }

    private void CheckOverlap(List<Entry> entries)
    {
        Entry? before = null;
        foreach (var entry in entries.Where(entry => entry.Bytes > 0).OrderBy(entry => entry.Offset))
        {
            if (before is not null && entry.Offset < before.Offset + (ulong)before.Bytes)
                throw new CheckpointFormatException($"{Path}: tensor '{entry.Name}' begins at offset {entry.Offset}, inside '{before.Name}'.");
            before = entry;
        }
    }

    private StoredTensor Stored(Entry entry, long start, string? architecture)
    {
        string name = GgufNames.ToHuggingFace(entry.Name, architecture);
        var info = new TensorInfo(name, entry.Type.Type, entry.Shape, entry.Elements * SafetensorsTypes.SizeOf(entry.Type.Type));
        var order = GgufNames.Order(entry.Name, entry.Shape[0], Metadata);
        long columns = entry.Shape.Length > 1 ? entry.Shape[^1] : order.IsPlain ? entry.Elements : 1; // a bias has rows of one element
        return new StoredTensor(Path, info, new GgufTensor(file, start + (long)entry.Offset, entry.Type, columns, order));
    }

    private sealed record Entry(string Name, long[] Shape, GgufTensorType Type, ulong Offset, long Elements)
    {
        public long Bytes => Elements / Type.BlockElements * Type.BlockBytes;
    }
}
