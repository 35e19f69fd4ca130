using Microsoft.Win32.SafeHandles;

namespace SafetyML.Torch.Checkpoints;

/// <summary>
/// A file of weights that is read piece by piece, where and when asked for, from any thread. It is read rather than mapped: a file that shrinks meanwhile is an
/// error then, not the end of the process, and nothing of it stays in memory.
/// </summary>
internal sealed class WeightBytes : IDisposable
{
    private readonly SafeFileHandle handle;

    private WeightBytes(string path, SafeFileHandle handle)
    {
        Path = path;
        this.handle = handle;
        Length = RandomAccess.GetLength(handle);
    }

    public string Path { get; }

    public long Length { get; }

    public static WeightBytes Open(string path) => new(path, File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.Read));

    /// <summary>Fills <paramref name="target"/> with the bytes from <paramref name="offset"/> on.</summary>
    /// <exception cref="CheckpointFormatException">The file ends before.</exception>
    public void Read(long offset, Span<byte> target)
    {
        if (offset < 0 || offset > Length - target.Length)
            throw new CheckpointFormatException($"{Path}: bytes {offset} to {offset + (Int128)target.Length} were asked for, but the file has {Length}. It is truncated.");
        while (!target.IsEmpty)
        {
            int count = RandomAccess.Read(handle, target, offset);
            if (count == 0)
                throw new CheckpointFormatException($"{Path}: the file became shorter while it was read.");
            target = target[count..];
            offset += count;
        }
    }

    /// <summary>The bytes from <paramref name="offset"/> on as a new array.</summary>
    public byte[] Take(long offset, int count)
    {
        if (offset < 0 || offset > Length - count)
            throw new CheckpointFormatException($"{Path}: bytes {offset} to {offset + (Int128)count} were asked for, but the file has {Length}. It is truncated.");
        byte[] bytes = new byte[count];
        Read(offset, bytes);
        return bytes;
    }

    public void Dispose() => handle.Dispose();
}
