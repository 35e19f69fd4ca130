using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>Copies a stored tensor into memory, in pieces on several threads, each checked while it is still in the processor's cache.</summary>
internal static class WeightCopy
{
    private const long PieceBytes = 1 << 20;

    /// <summary>Fills <paramref name="target"/>, a contiguous tensor of the stored shape and type on the processor.</summary>
    /// <exception cref="CheckpointFormatException">An element is NaN or infinite, or the file is truncated.</exception>
    public static void Copy(StoredTensor stored, Tensor target)
    {
        long total = stored.Info.ByteCount;
        if (total == 0)
            return;
        using var flat = target.view(-1);
        if (total <= PieceBytes || !stored.Source.IsDivisible)
        {
            Fill(stored, 0, flat);
            return;
        }
        int size = SafetensorsTypes.SizeOf(stored.Info.Type);
        int count = checked((int)((total + PieceBytes - 1) / PieceBytes));
        Several.Run(() => Parallel.For(0, count, piece =>
        {
            long begin = piece * PieceBytes;
            using var part = flat.narrow(0, begin / size, Math.Min(PieceBytes, total - begin) / size);
            Fill(stored, begin, part);
        }));
    }

    private static void Fill(StoredTensor stored, long begin, Tensor part)
    {
        var bytes = part.bytes;
        stored.Source.Read(begin, bytes);
        if (!FiniteCheck.AllFinite(bytes, stored.Info.Type))
            throw new CheckpointFormatException(
                $"{stored.File}: tensor '{stored.Info.Name}' holds NaN or an infinity. The weights are damaged: download or train them again.");
    }
}
