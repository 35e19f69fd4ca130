using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>The threads of libtorch's operations on the processor.</summary>
internal static class CpuThreads
{
    private static int isDecided;

    /// <summary>
    /// Once a process: on some virtual machines libtorch counts one core and would leave the others idle. <c>OMP_NUM_THREADS</c>, or
    /// <c>torch.set_num_threads</c> after the first model is loaded, decides otherwise.
    /// </summary>
    public static void UseAllCores()
    {
        if (Interlocked.Exchange(ref isDecided, 1) == 0 && get_num_threads() == 1 && Environment.GetEnvironmentVariable("OMP_NUM_THREADS") is null)
            set_num_threads(Environment.ProcessorCount);
    }
}
