using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

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

    /// <summary>The identity that a checkpoint of these tensors has.</summary>
    public static string Compute(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var lines = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal)
            .Select(tensor => Line(tensor.Key, tensor.Value.dtype, tensor.Value.shape, Content(tensor.Value)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Line((SafetensorsFile File, SafetensorsHeader.Entry Entry) tensor)
    {
        var info = tensor.Entry.Info;
        return Line(info.Name, info.Type, info.Shape, Content(tensor.File, tensor.Entry));
    }

    private static string Line(string name, ScalarType type, IEnumerable<long> shape, string content) =>
        $"{name} {SafetensorsTypes.NameOf(type)} {TensorInfo.ShapeText(shape)} {content}\n";

    private static string Content(SafetensorsFile file, SafetensorsHeader.Entry entry)
    {
        if (entry.Info.ByteCount == 0)
            return Convert.ToHexStringLower(SHA256.HashData([]));
        using var view = file.View(entry);
        using var buffered = new BufferedStream(view, BufferBytes);
        return Convert.ToHexStringLower(SHA256.HashData(buffered));
    }

    private static string Content(Tensor tensor)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var flat = tensor.cpu().contiguous().view(-1);
        for (long at = 0; at < flat.numel(); at += BufferBytes)
            hash.AppendData(flat.narrow(0, at, Math.Min(BufferBytes, flat.numel() - at)).bytes);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
