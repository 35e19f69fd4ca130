using System.Runtime.InteropServices;

namespace SafetyML.Torch.Models;

/// <summary>The memory of libtorch's operations on the processor.</summary>
internal static class CpuMemory
{
    private const int TrimThreshold = -1; // M_TRIM_THRESHOLD and M_MMAP_THRESHOLD of malloc.h
    private const int MapThreshold = -3;
    private const int KeptAtMost = 128 << 20;
    private const int LargestKept = 32 << 20;
    private static readonly string[] Settings = ["MALLOC_TRIM_THRESHOLD_", "MALLOC_MMAP_THRESHOLD_"];
    private static int isDecided;

    /// <summary>Whether the environment says how glibc keeps memory.</summary>
    public static bool IsSetByUser => Settings.Any(name => Environment.GetEnvironmentVariable(name) is not null)
        || Environment.GetEnvironmentVariable("GLIBC_TUNABLES")?.Contains("glibc.malloc.", StringComparison.Ordinal) == true;

    /// <summary>
    /// Once a process: glibc gives a freed block of some megabytes back to the system, and the next operation's result touches new pages, which can take longer
    /// than the operation. It now keeps up to 128 MB at the end of each of its heaps. glibc's own settings in the environment decide otherwise; other systems keep
    /// their way.
    /// </summary>
    public static void KeepFreedBlocks()
    {
        if (Interlocked.Exchange(ref isDecided, 1) != 0 || !OperatingSystem.IsLinux() || IsSetByUser)
            return;
        try
        {
            _ = SetOption(TrimThreshold, KeptAtMost);
            _ = SetOption(MapThreshold, LargestKept);
        }
        catch (Exception fault) when (fault is DllNotFoundException or EntryPointNotFoundException)
        {
            // Another C library, which has no such settings.
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallopt", ExactSpelling = true)]
    private static extern int SetOption(int option, int value);
}
