using System.Security.Cryptography;
using System.Text;

namespace SafetyML.Torch.Checkpoints;

/// <summary>A hash of weights that does not depend on the files that hold them.</summary>
internal static class WeightIdentity
{
    private const int BufferBytes = 1 << 20;

    public static string Compute(IEnumerable<StoredTensor> tensors)
    {
        var lines = tensors.OrderBy(tensor => tensor.Info.Name, StringComparer.Ordinal).AsParallel().AsOrdered().Select(Line);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Line(StoredTensor tensor) =>
        $"{tensor.Info.Name} {SafetensorsTypes.NameOf(tensor.Info.Type)} {TensorInfo.ShapeText(tensor.Info.Shape)} {Content(tensor)}\n";

    private static string Content(StoredTensor tensor)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        long total = tensor.Info.ByteCount;
        byte[] buffer = new byte[tensor.Source.IsDivisible ? Math.Min(total, BufferBytes) : total];
        for (long done = 0; done < total; done += buffer.Length)
        {
            var piece = buffer.AsSpan(0, (int)Math.Min(buffer.Length, total - done));
            tensor.Source.Read(done, piece);
            hash.AppendData(piece);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
