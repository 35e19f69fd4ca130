using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SafetyML.Torch.Tests.Checkpoints.Pickle;

/// <summary>Pickles and files of torch.save made by hand, so that they can be wrong.</summary>
internal sealed class PickleBytes
{
    private readonly List<byte> content = [];

    /// <summary>A pickle of protocol 2 with these parts after its first two bytes.</summary>
    public static PickleBytes Begin() => new PickleBytes().Raw([0x80, 2]);

    public PickleBytes Raw(params byte[] bytes)
    {
        content.AddRange(bytes);
        return this;
    }

    public PickleBytes Code(string ascii) => Raw(Encoding.Latin1.GetBytes(ascii));

    public PickleBytes Global(string module, string name) => Code($"c{module}\n{name}\n");

    public PickleBytes Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return Code("X").Raw(BitConverter.GetBytes(utf8.Length)).Raw(utf8);
    }

    public PickleBytes Number(long value)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return Raw(0x8a, 8).Raw(bytes);
    }

    public PickleBytes Numbers(params long[] values)
    {
        Code("(");
        foreach (long value in values)
            Number(value);
        return Code("t");
    }

    /// <summary>A tensor over a storage.</summary>
    public PickleBytes Tensor(string type, string key, long count, long offset, long[] shape, long[] strides) =>
        Global("torch._utils", "_rebuild_tensor_v2").Code("((").Text("storage").Global("torch", type).Text(key).Text("cpu").Number(count).Code("tQ")
            .Number(offset).Numbers(shape).Numbers(strides).Code("\x89").Global("collections", "OrderedDict").Code(")RtR");

    /// <summary>A state dictionary with one tensor w.</summary>
    public static byte[] Single(string type, long count, long offset, long[] shape, long[] strides) =>
        Begin().Code("}").Text("w").Tensor(type, "0", count, offset, shape, strides).Code("s.").ToArray();

    public byte[] ToArray() => [.. content];

    /// <summary>The zip form, with further entries by their name below the folder of the archive.</summary>
    public static byte[] Zip(byte[] pickle, params (string Name, byte[] Content)[] entries) => Zip(CompressionLevel.NoCompression, pickle, entries);

    public static byte[] Zip(CompressionLevel level, byte[] pickle, params (string Name, byte[] Content)[] entries)
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, content) in entries.Prepend(("data.pkl", pickle)))
                using (var entry = archive.CreateEntry($"archive/{name}", level).Open())
                    entry.Write(content);
        return file.ToArray();
    }

    /// <summary>The older form: what comes before the pickle, the pickle, the keys of the storages and their elements.</summary>
    public static byte[] Legacy(byte[] pickle, params (string Key, long Count, byte[] Content)[] storages)
    {
        var file = new PickleBytes().Raw([0x80, 2, 0x8a, 10, 0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19, (byte)'.'])
            .Raw([0x80, 2]).Number(1001).Code(".").Raw([0x80, 2]).Code("}.").Raw(pickle).Raw([0x80, 2]).Code("](");
        foreach (var (key, _, _) in storages)
            file.Text(key);
        file.Code("e.");
        foreach (var (_, count, content) in storages)
            file.Raw(BitConverter.GetBytes(count)).Raw(content);
        return file.ToArray();
    }
}
