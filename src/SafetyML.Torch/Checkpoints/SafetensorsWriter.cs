using System.Buffers.Binary;
using System.Text.Json;
using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>Writes tensors as a safetensors file: whole or not at all.</summary>
public static class SafetensorsWriter
{
    /// <summary>The largest piece that is written at once: a span holds at most 2 GB.</summary>
    private const long CopyBytes = 1L << 30;

    /// <summary>Writes <paramref name="tensors"/> to <paramref name="path"/>, replacing an earlier file only when complete.</summary>
    /// <param name="path">The file to write.</param>
    /// <param name="tensors">Tensors of any device by name; they are not changed.</param>
    /// <param name="metadata">Texts for the header; <c>format: pt</c>, which Hugging Face libraries ask for, if null.</param>
    /// <param name="cancellationToken">Stops between tensors; nothing is left behind.</param>
    public static void Write(
        string path,
        IReadOnlyDictionary<string, Tensor> tensors,
        IReadOnlyDictionary<string, string>? metadata = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var ordered = tensors.OrderByDescending(item => SafetensorsTypes.SizeOf(item.Value.dtype)).ThenBy(item => item.Key, StringComparer.Ordinal).ToList();
        byte[] header = Header(ordered, metadata ?? new Dictionary<string, string> { ["format"] = "pt" });
        AtomicFile.Write(path, stream =>
        {
            stream.Write(header);
            foreach (var (_, tensor) in ordered)
            {
                cancellationToken.ThrowIfCancellationRequested();
                WriteBytes(stream, tensor);
            }
        });
    }

    /// <summary>The length prefix and the JSON, padded with spaces so that the data begin at a multiple of eight bytes.</summary>
    private static byte[] Header(List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        using var buffer = new MemoryStream();
        buffer.Write(new byte[SafetensorsHeader.LengthBytes]);
        using (var json = new Utf8JsonWriter(buffer))
            WriteJson(json, tensors, metadata);
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        byte[] bytes = buffer.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(bytes, bytes.Length - SafetensorsHeader.LengthBytes);
        return bytes;
    }

    private static void WriteJson(Utf8JsonWriter json, List<KeyValuePair<string, Tensor>> tensors, IReadOnlyDictionary<string, string> metadata)
    {
        long end = 0;
        json.WriteStartObject();
        json.WriteStartObject("__metadata__");
        foreach (var (key, value) in metadata)
            json.WriteString(key, value);
        json.WriteEndObject();
        foreach (var (name, tensor) in tensors)
        {
            long begin = end;
            end += tensor.numel() * SafetensorsTypes.SizeOf(tensor.dtype);
            json.WriteStartObject(name);
            json.WriteString("dtype", SafetensorsTypes.NameOf(tensor.dtype));
            WriteNumbers(json, "shape", tensor.shape);
            WriteNumbers(json, "data_offsets", [begin, end]);
            json.WriteEndObject();
        }
        json.WriteEndObject();
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] values)
    {
        json.WriteStartArray(name);
        foreach (long value in values)
            json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static void WriteBytes(Stream stream, Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        var flat = tensor.cpu().contiguous().view(-1);
        long step = CopyBytes / SafetensorsTypes.SizeOf(tensor.dtype);
        for (long at = 0; at < flat.numel(); at += step)
            stream.Write(flat.narrow(0, at, Math.Min(step, flat.numel() - at)).bytes);
    }
}
