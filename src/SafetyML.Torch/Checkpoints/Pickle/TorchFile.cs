using System.Buffers.Binary;
using System.Numerics;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>A file of <c>torch.save</c>: a zip file since version 1.6, before that pickles one after another with the storages behind.</summary>
internal sealed class TorchFile : IWeightFile
{
    private const int LargestPickle = 1 << 24;
    private const string LegacyMagic = "119547037146038801333356";

    private readonly WeightBytes file;
    private readonly AllocationLimit limit;

    private TorchFile(WeightBytes file)
    {
        this.file = file;
        limit = new AllocationLimit(file.Path, file.Length);
        Span<byte> start = stackalloc byte[4];
        if (file.Length < start.Length)
            throw new CheckpointFormatException($"{file.Path}: the file has {file.Length} bytes; it is empty or truncated. Download it again.");
        file.Read(0, start);
        Tensors = start.SequenceEqual("PK\x03\x04"u8) ? ReadZip() : ReadLegacy();
    }

    public string Path => file.Path;

    public IReadOnlyList<StoredTensor> Tensors { get; }

    public static TorchFile Open(string path)
    {
        var file = WeightBytes.Open(path);
        try
        {
            return new TorchFile(file);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose() => file.Dispose();

    private List<StoredTensor> ReadZip()
    {
        var entries = ZipEntries.Read(file, limit);
        string pickle = entries.Keys.FirstOrDefault(name => name.EndsWith("/data.pkl", StringComparison.Ordinal))
            ?? throw new CheckpointFormatException($"{Path}: the zip file has no entry 'data.pkl'. It was not written by torch.save.");
        string root = pickle[..^"data.pkl".Length];
        if (entries.TryGetValue($"{root}byteorder", out var order) && order.Length <= 16
            && System.Text.Encoding.ASCII.GetString(file.Take(order.Begin, (int)order.Length)).Trim() is var name && name != "little")
            throw new CheckpointFormatException($"{Path}: the weights are stored in byte order '{name}'; supported is little. Save the model again as safetensors.");
        var (begin, length) = entries[pickle];
        if (length > LargestPickle)
            throw new CheckpointFormatException($"{Path}: its pickle has {length} bytes; at most {LargestPickle} are read. Weights do not belong into the pickle.");
        string data = $"{root}data/";
        var storages = entries.Where(entry => entry.Key.StartsWith(data, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[data.Length..], entry => entry.Value, StringComparer.Ordinal);
        return new StateDictionary(file, storages, limit).Tensors(PickleReader.Read(file.Take(begin, (int)length), Path, limit).Value);
    }

    /// <summary>Magic number, protocol version, the writer's system, the object, the keys of the storages; then for each its count and its elements.</summary>
    private List<StoredTensor> ReadLegacy()
    {
        ReadOnlyMemory<byte> start = file.Take(0, (int)Math.Min(file.Length, LargestPickle));
        int at = 0;
        if (start.Span[0] != 0x80 || Next().Value is not BigInteger magic || magic.ToString() != LegacyMagic)
            throw new CheckpointFormatException(
                $"{Path}: the file was not written by torch.save: it begins as neither its zip nor its older form. It is damaged or of another format.");
        if (Next().Value is not 1001L)
            throw new CheckpointFormatException($"{Path}: the version of the file is not 1001, the only one of its form.");
        if (Next().Value is PickleDictionary system && system["little_endian"] is false)
            throw new CheckpointFormatException($"{Path}: the weights are stored in byte order 'big'; supported is little. Save the model again as safetensors.");
        var weights = Next();
        if (Next().Value is not List<object?> keys || !keys.TrueForAll(key => key is string))
            throw new CheckpointFormatException($"{Path}: the list of storages is missing behind the pickle. The file is truncated.");
        return new StateDictionary(file, Storages(weights, keys, at), limit).Tensors(weights.Value);

        PickleContent Next()
        {
            var content = PickleReader.Read(start[at..], Path, limit);
            at += content.Length;
            return content;
        }
    }

    private Dictionary<string, (long Begin, long Length)> Storages(PickleContent weights, List<object?> keys, long at)
    {
        var sizes = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var storage in weights.Storages)
        {
            limit.Require();
            sizes[storage.Key] = SafetensorsTypes.SizeOf(PickleNames.TypeOf(storage.Type));
        }
        var storages = new Dictionary<string, (long Begin, long Length)>(StringComparer.Ordinal);
        Span<byte> prefix = stackalloc byte[8];
        foreach (string key in keys.Cast<string>())
        {
            limit.Require();
            file.Read(at, prefix);
            at += prefix.Length;
            var bytes = (Int128)BinaryPrimitives.ReadInt64LittleEndian(prefix) * sizes.GetValueOrDefault(key, 1);
            if (bytes < 0 || bytes > file.Length - at)
                throw new CheckpointFormatException(
                    $"{Path}: storage '{PickleCursor.Shortened(key)}' claims {bytes} bytes but {file.Length - at} follow. The file is truncated: download it again.");
            storages[key] = (at, (long)bytes);
            at += (long)bytes;
        }
        return storages;
    }
}
