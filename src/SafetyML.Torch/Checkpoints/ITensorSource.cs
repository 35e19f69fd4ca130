namespace SafetyML.Torch.Checkpoints;

/// <summary>Where a tensor's elements come from.</summary>
internal interface ITensorSource
{
    /// <summary>Whether a part can be read without the rest.</summary>
    bool IsDivisible { get; }

    /// <summary>
    /// Fills <paramref name="target"/> with the tensor's elements in row-major order and the machine's byte order, from byte <paramref name="offset"/> on.
    /// Several threads may read at once. Where the source is not divisible, all of it must be asked for.
    /// </summary>
    void Read(long offset, Span<byte> target);
}
