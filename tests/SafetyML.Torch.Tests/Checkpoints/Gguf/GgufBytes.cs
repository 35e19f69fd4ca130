using System.Text;

namespace SafetyML.Torch.Tests.Checkpoints.Gguf;

/// <summary>GGUF files made by hand, so that they can be small or wrong.</summary>
internal sealed class GgufBytes
{
    private readonly List<byte[]> entries = [];
    private readonly List<(string Name, ulong[] Shape, uint Type, byte[] Data, ulong? Offset)> tensors = [];

    public string Magic { get; init; } = "GGUF";

    public uint Version { get; init; } = 3;

    public ulong? TensorCount { get; init; }

    public ulong? EntryCount { get; init; }

    public int Alignment { get; init; } = 32;

    /// <summary>A metadata entry with these bytes after its type.</summary>
    public GgufBytes Raw(string key, uint type, params byte[] value)
    {
        entries.Add([.. Text(key), .. BitConverter.GetBytes(type), .. value]);
        return this;
    }

    public GgufBytes With(string key, string value) => Raw(key, 8, Text(value));

    public GgufBytes With(string key, int value) => Raw(key, 4, BitConverter.GetBytes(value));

    public GgufBytes With(string key, float value) => Raw(key, 6, BitConverter.GetBytes(value));

    public GgufBytes With(string key, bool value) => Raw(key, 7, value ? (byte)1 : (byte)0);

    public GgufBytes With(string key, params string[] values) => List(key, 8, values.Length, values.SelectMany(Text));

    public GgufBytes With(string key, params int[] values) => List(key, 5, values.Length, values.SelectMany(BitConverter.GetBytes));

    public GgufBytes With(string key, params float[] values) => List(key, 6, values.Length, values.SelectMany(BitConverter.GetBytes));

    /// <summary>A tensor; the shape has the innermost dimension first, as the file does.</summary>
    public GgufBytes Tensor(string name, ulong[] shape, uint type, byte[] data, ulong? offset = null)
    {
        tensors.Add((name, shape, type, data, offset));
        return this;
    }

    public byte[] ToArray()
    {
        List<byte> file = [.. Encoding.ASCII.GetBytes(Magic), .. BitConverter.GetBytes(Version), .. BitConverter.GetBytes(TensorCount ?? (ulong)tensors.Count),
            .. BitConverter.GetBytes(EntryCount ?? (ulong)entries.Count), .. entries.SelectMany(entry => entry)];
        List<byte> data = [];
        foreach (var (name, shape, type, bytes, offset) in tensors)
        {
            file.AddRange(Text(name));
            file.AddRange(BitConverter.GetBytes(shape.Length));
            file.AddRange(shape.SelectMany(BitConverter.GetBytes));
            file.AddRange(BitConverter.GetBytes(type));
            file.AddRange(BitConverter.GetBytes(offset ?? (ulong)data.Count));
            data.AddRange(bytes);
            Pad(data);
        }
        Pad(file);
        return [.. file, .. data];
    }

    private GgufBytes List(string key, uint type, int count, IEnumerable<byte> values) => Raw(key, 9, [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes((long)count), .. values]);

    private static byte[] Text(string text) => [.. BitConverter.GetBytes((long)Encoding.UTF8.GetByteCount(text)), .. Encoding.UTF8.GetBytes(text)];

    private void Pad(List<byte> bytes) => bytes.AddRange(new byte[(Alignment - (bytes.Count % Alignment)) % Alignment]);
}
