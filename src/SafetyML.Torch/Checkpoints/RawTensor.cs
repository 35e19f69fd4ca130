namespace SafetyML.Torch.Checkpoints;

/// <summary>A tensor whose elements lie in a file as they lie in memory, from byte <paramref name="begin"/> on.</summary>
internal sealed class RawTensor(WeightBytes file, long begin) : ITensorSource
{
    public bool IsDivisible => true;

    public void Read(long offset, Span<byte> target) => file.Read(begin + offset, target);
}
