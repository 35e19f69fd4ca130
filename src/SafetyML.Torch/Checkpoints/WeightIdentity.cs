using System.Security.Cryptography;
using System.Text;

namespace SafetyML.Torch.Checkpoints;

/// <summary>A hash of weights that does not depend on the files that hold them.</summary>
internal static class WeightIdentity
{
    private const int BufferBytes = 1 << 20;

    public static string Compute(IEnumerable<(SafetensorsFile File, SafetensorsHeader.Entry Entry)> tensors)
    {
        var lines = tensors.OrderBy(tensor => tensor.Entry.Info.Name, StringComparer.Ordinal).AsParallel().AsOrdered().Select(Line);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Line((SafetensorsFile File, SafetensorsHeader.Entry Entry) tensor)
    {
        var info = tensor.Entry.Info;
        return $"{info.Name} {SafetensorsTypes.NameOf(info.Type)} {TensorInfo.ShapeText(info.Shape)} {Content(tensor.File, tensor.Entry)}\n";
    }

    private static string Content(SafetensorsFile file, SafetensorsHeader.Entry entry)
    {
        if (entry.Info.ByteCount == 0)
            return Convert.ToHexStringLower(SHA256.HashData([]));
        using var view = file.View(entry);
        using var buffered = new BufferedStream(view, BufferBytes);
        return Convert.ToHexStringLower(SHA256.HashData(buffered));
    }
}
