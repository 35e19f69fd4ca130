using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Backward passes.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)]
    internal static partial int at_backward(
        ReadOnlySpan<nint> roots, int count, ReadOnlySpan<nint> grads, int gradCount, Flag retain, Flag create, ReadOnlySpan<nint> inputs, int inputCount);
    [LibraryImport(Library)]
    internal static partial int at_grad_of(
        ReadOnlySpan<nint> outputs, int count, ReadOnlySpan<nint> inputs, int inputCount, ReadOnlySpan<nint> grads, int gradCount,
        Flag retain, Flag create, Flag allowUnused, Span<nint> result);
}
