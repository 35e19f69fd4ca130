using System.Buffers.Binary;
using System.Text;

namespace SafetyML.Torch.Tests.Checkpoints;

/// <summary>Safetensors files made by hand, so that they can be wrong.</summary>
internal static class SafetensorsBytes
{
    /// <summary>A file with this header and this many zero bytes of data.</summary>
    public static byte[] File(string header, int dataBytes, long? claimedLength = null) => File(Encoding.UTF8.GetBytes(header), dataBytes, claimedLength);

    public static byte[] File(byte[] header, int dataBytes, long? claimedLength = null)
    {
        byte[] bytes = new byte[8 + header.Length + dataBytes];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, claimedLength ?? header.Length);
        header.CopyTo(bytes, 8);
        return bytes;
    }

    /// <summary>The header's part of one tensor.</summary>
    public static string Tensor(string name, string type, string shape, long begin, long end) =>
        $$"""
        "{{name}}":{"dtype":"{{type}}","shape":[{{shape}}],"data_offsets":[{{begin}},{{end}}]}
        """;
}
