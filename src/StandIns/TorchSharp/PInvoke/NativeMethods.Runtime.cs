using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Errors, threads, generators, devices and gradient modes.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial nint at_last_error();
    [LibraryImport(Library)] internal static partial nint at_version();
    [LibraryImport(Library)] internal static partial int at_get_num_threads();
    [LibraryImport(Library)] internal static partial int at_set_num_threads(int count);
    [LibraryImport(Library)] internal static partial int at_get_num_interop_threads();
    [LibraryImport(Library)] internal static partial int at_set_num_interop_threads(int count);
    [LibraryImport(Library)] internal static partial Flag at_grad_enabled();
    [LibraryImport(Library)] internal static partial void at_set_grad_enabled(Flag enabled);
    [LibraryImport(Library)] internal static partial nint at_inference_guard(Flag enabled);
    [LibraryImport(Library)] internal static partial void at_inference_guard_free(nint handle);
    [LibraryImport(Library)] internal static partial Flag at_inference_enabled();
    [LibraryImport(Library)] internal static partial Flag at_cuda_available();
    [LibraryImport(Library)] internal static partial Flag at_cudnn_available();
    [LibraryImport(Library)] internal static partial int at_cuda_device_count();
    [LibraryImport(Library)] internal static partial int at_cuda_synchronize(int index);
    [LibraryImport(Library)] internal static partial int at_manual_seed(long seed);
    [LibraryImport(Library)] internal static partial nint at_generator(ulong seed, int device, int index);
    [LibraryImport(Library)] internal static partial nint at_generator_default();
    [LibraryImport(Library)] internal static partial void at_generator_free(nint handle);
    [LibraryImport(Library)] internal static partial long at_generator_seed(Generator random);
    [LibraryImport(Library)] internal static partial int at_generator_set_seed(Generator random, long seed);
    [LibraryImport(Library)] internal static partial Tensor at_generator_get_state(Generator random);
    [LibraryImport(Library)] internal static partial int at_generator_set_state(Generator random, Tensor state);
}
