using System.Runtime.CompilerServices;

namespace SafetyML.Torch.Checkpoints;

/// <summary>
/// Bounds the managed memory that reading a file takes, as the runtime counts it for the thread: a few bytes of a hostile file can ask for objects of any number.
/// The reader asks before it makes something large and once for each small thing.
/// </summary>
/// <param name="file">The file, for the message.</param>
/// <param name="fileLength">Its length in bytes.</param>
internal sealed class AllocationLimit(string file, long fileLength)
{
    /// <summary>Bytes that may be allocated for each byte of the file.</summary>
    public const int Factor = 4;

    /// <summary>Bytes that may be allocated for a file of any length.</summary>
    public const int Constant = 1 << 20;

    private readonly long last = GC.GetAllocatedBytesForCurrentThread() + (fileLength * Factor) + Constant;

    /// <summary>Refuses the file where <paramref name="coming"/> more bytes would pass the limit.</summary>
    /// <exception cref="CheckpointFormatException">They would.</exception>
    public void Require(long coming = 0)
    {
        if (GC.GetAllocatedBytesForCurrentThread() > last - coming)
            throw new CheckpointFormatException(
                $"{file}: reading it takes more than {Factor} times its {fileLength} bytes of memory, which no file of weights does. The file is damaged or an attack: download it again.");
    }

    /// <summary>Makes room in a list for <paramref name="count"/> more values.</summary>
    /// <exception cref="CheckpointFormatException">There is none left.</exception>
    public void Grow<T>(List<T> list, int count)
    {
        if (count <= list.Capacity - list.Count)
            return;
        int capacity = Math.Max(list.Count + count, Math.Max(4, list.Capacity * 2));
        Require((long)capacity * Unsafe.SizeOf<T>());
        list.Capacity = capacity;
    }
}
