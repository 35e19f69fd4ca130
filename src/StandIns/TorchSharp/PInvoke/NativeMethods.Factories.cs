using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// New tensors.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial Tensor at_empty(ReadOnlySpan<long> size, int rank, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_zeros(ReadOnlySpan<long> size, int rank, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_ones(ReadOnlySpan<long> size, int rank, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_full(ReadOnlySpan<long> size, int rank, sbyte type, int device, int index, Scalar value);
    [LibraryImport(Library)] internal static partial Tensor at_eye(long rows, long columns, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_arange(Scalar start, Scalar stop, Scalar step, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_linspace(double start, double stop, long steps, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_rand(ReadOnlySpan<long> size, int rank, sbyte type, int device, int index, Generator? random);
    [LibraryImport(Library)] internal static partial Tensor at_randn(ReadOnlySpan<long> size, int rank, sbyte type, int device, int index, Generator? random);
    [LibraryImport(Library)]
    internal static partial Tensor at_randint(long low, long high, ReadOnlySpan<long> size, int rank, sbyte type, int device, int index, Generator? random);
    [LibraryImport(Library)] internal static partial Tensor at_randperm(long n, sbyte type, int device, int index, Generator? random);
    [LibraryImport(Library)] internal static partial Tensor at_bernoulli(Tensor a, Generator? random);
    [LibraryImport(Library)] internal static partial Tensor at_multinomial(Tensor a, long count, Flag replacement, Generator? random);
    [LibraryImport(Library)] internal static partial int at_bernoulli_(Tensor a, double p, Generator? random);
    [LibraryImport(Library)] internal static partial int at_normal_(Tensor a, double mean, double deviation, Generator? random);
    [LibraryImport(Library)] internal static partial int at_uniform_(Tensor a, double from, double to, Generator? random);
    [LibraryImport(Library)] internal static partial int at_exponential_(Tensor a, double lambda, Generator? random);
    [LibraryImport(Library)] internal static partial Tensor at_empty_like(Tensor a, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_zeros_like(Tensor a, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_ones_like(Tensor a, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_full_like(Tensor a, sbyte type, int device, int index, Scalar value);
    [LibraryImport(Library)] internal static partial Tensor at_rand_like(Tensor a, sbyte type, int device, int index);
    [LibraryImport(Library)] internal static partial Tensor at_randn_like(Tensor a, sbyte type, int device, int index);
    [LibraryImport(Library)]
    internal static partial Tensor at_from_copy(void* data, sbyte dataType, ReadOnlySpan<long> size, int rank, sbyte type, int device, int index);
}
