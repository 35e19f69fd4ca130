using System.Text.Json;
using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>
/// The header of a safetensors file: eight bytes of length, then JSON that gives each tensor's type, shape and place.
/// A header is accepted only if its tensors cover the rest of the file exactly, without gap or overlap.
/// </summary>
internal sealed record SafetensorsHeader(IReadOnlyList<SafetensorsHeader.Entry> Entries, IReadOnlyDictionary<string, string> Metadata)
{
    public const int LengthBytes = 8;

    /// <summary>The largest header that the format's own library reads.</summary>
    public const long MaximumBytes = 100_000_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 8, AllowDuplicateProperties = false };

    /// <summary>A tensor and where its bytes begin, counted from the end of the header.</summary>
    internal sealed record Entry(TensorInfo Info, long Begin)
    {
        public long End => Begin + Info.ByteCount;
    }

    /// <summary>Reads the JSON of a header whose tensors occupy <paramref name="dataBytes"/> bytes of <paramref name="file"/>.</summary>
    public static SafetensorsHeader Parse(ReadOnlyMemory<byte> json, long dataBytes, string file)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new CheckpointFormatException($"{file}: the header is not a JSON object.");
            return Read(document.RootElement, dataBytes, file);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException) // the latter for a name that is not UTF-8
        {
            throw new CheckpointFormatException($"{file}: the header is not valid JSON: {error.Message}", error);
        }
    }

    private static SafetensorsHeader Read(JsonElement root, long dataBytes, string file)
    {
        var entries = new List<Entry>();
        var metadata = new Dictionary<string, string>();
        foreach (var property in root.EnumerateObject())
        {
            if (property.Name != "__metadata__")
                entries.Add(ReadEntry(property, dataBytes, file));
            else if (property.Value.ValueKind == JsonValueKind.Object)
                foreach (var item in property.Value.EnumerateObject())
                    metadata[item.Name] = item.Value.ToString();
        }
        CheckCoverage(entries, dataBytes, file);
        return new SafetensorsHeader(entries, metadata);
    }

    private static Entry ReadEntry(JsonProperty property, long dataBytes, string file)
    {
        string place = $"{file}: tensor '{property.Name}'";
        if (property.Value.ValueKind != JsonValueKind.Object)
            throw new CheckpointFormatException($"{place}: an object with dtype, shape and data_offsets was expected.");
        string? typeName = property.Value.TryGetProperty("dtype", out var dtype) && dtype.ValueKind == JsonValueKind.String ? dtype.GetString() : null;
        if (!SafetensorsTypes.TryParse(typeName, out var type))
            throw new CheckpointFormatException($"{place}: dtype '{typeName}' is not supported. Supported: {SafetensorsTypes.Names}.");
        long[] shape = Numbers(property.Value, "shape", place);
        long[] offsets = Numbers(property.Value, "data_offsets", place);
        if (offsets.Length != 2 || offsets[0] > offsets[1] || offsets[1] > dataBytes)
            throw new CheckpointFormatException(
                $"{place}: data_offsets [{string.Join(", ", offsets)}] do not lie within the {dataBytes} bytes of data that the file holds. " +
                "The file is truncated or its header is wrong.");
        var info = new TensorInfo(property.Name, type, shape, offsets[1] - offsets[0]);
        if (ByteCount(shape, type) != info.ByteCount)
            throw new CheckpointFormatException($"{place}: shape {TensorInfo.ShapeText(shape)} of {typeName} does not fill its {info.ByteCount} bytes.");
        return new Entry(info, offsets[0]);
    }

    private static long[] Numbers(JsonElement entry, string name, string place)
    {
        if (entry.TryGetProperty(name, out var array) && array.ValueKind == JsonValueKind.Array)
        {
            long[] values = [.. array.EnumerateArray().Select(item => item.ValueKind == JsonValueKind.Number && item.TryGetInt64(out long value) ? value : -1)];
            if (Array.TrueForAll(values, value => value >= 0))
                return values;
        }
        throw new CheckpointFormatException($"{place}: {name} must be a list of whole numbers, none negative.");
    }

    /// <summary>The bytes that a shape needs, or -1 where they exceed 64 bits.</summary>
    private static long ByteCount(long[] shape, ScalarType type)
    {
        Int128 bytes = SafetensorsTypes.SizeOf(type);
        foreach (long size in shape)
        {
            bytes *= size;
            if (bytes > long.MaxValue)
                return -1;
        }
        return (long)bytes;
    }

    private static void CheckCoverage(List<Entry> entries, long dataBytes, string file)
    {
        entries.Sort((first, second) => (first.Begin, first.End).CompareTo((second.Begin, second.End)));
        long end = 0;
        string before = "the header";
        foreach (var entry in entries)
        {
            if (entry.Begin < end)
                throw new CheckpointFormatException(
                    $"{file}: tensor '{entry.Info.Name}' begins at byte {entry.Begin}, inside '{before}', which ends at {end}.");
            if (entry.Begin > end)
                throw new CheckpointFormatException($"{file}: {entry.Begin - end} bytes between {before} and tensor '{entry.Info.Name}' belong to no tensor.");
            (end, before) = (entry.End, entry.Info.Name);
        }
        if (end != dataBytes)
            throw new CheckpointFormatException($"{file}: {dataBytes - end} bytes after {before} belong to no tensor.");
    }
}
