using System.Security.Cryptography;
using System.Text;
using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>A hash of weights that does not depend on the files that hold them.</summary>
internal static class WeightIdentity
{
    private const int BufferBytes = 1 << 20;

    public static string Compute(IEnumerable<StoredTensor> tensors)
    {
        string[] lines = Several.Run(() => tensors.OrderBy(tensor => tensor.Info.Name, StringComparer.Ordinal).AsParallel().AsOrdered().Select(Line).ToArray());
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    /// <summary>The identity that a checkpoint of these tensors has.</summary>
    public static string Compute(IReadOnlyDictionary<string, Tensor> tensors)
    {
        var lines = tensors.OrderBy(tensor => tensor.Key, StringComparer.Ordinal)
            .Select(tensor => Line(tensor.Key, tensor.Value.dtype, tensor.Value.shape, Content(tensor.Value)));
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));
    }

    private static string Line(StoredTensor tensor) => Line(tensor.Info.Name, tensor.Info.Type, tensor.Info.Shape, Content(tensor));

    private static string Line(string name, ScalarType type, IEnumerable<long> shape, string content) =>
        $"{name} {SafetensorsTypes.NameOf(type)} {TensorInfo.ShapeText(shape)} {content}\n";

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
