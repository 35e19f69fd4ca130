using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Shape.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial Tensor at_view(Tensor a, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)] internal static partial Tensor at_reshape(Tensor a, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)] internal static partial Tensor at_expand(Tensor a, ReadOnlySpan<long> size, int rank, Flag isImplicit);
    [LibraryImport(Library)] internal static partial Tensor at_repeat(Tensor a, ReadOnlySpan<long> times, int rank);
    [LibraryImport(Library)] internal static partial Tensor at_permute(Tensor a, ReadOnlySpan<long> order, int rank);
    [LibraryImport(Library)] internal static partial Tensor at_flip(Tensor a, ReadOnlySpan<long> dims, int count);
    [LibraryImport(Library)]
    internal static partial Tensor at_as_strided(Tensor a, ReadOnlySpan<long> size, int rank, ReadOnlySpan<long> strides, int count, long offset);
    [LibraryImport(Library)] internal static partial Tensor at_flatten(Tensor a, long start, long end);
    [LibraryImport(Library)] internal static partial Tensor at_unflatten(Tensor a, long dim, ReadOnlySpan<long> size, int rank);
    [LibraryImport(Library)] internal static partial Tensor at_squeeze_all(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_squeeze(Tensor a, long dim);
    [LibraryImport(Library)] internal static partial Tensor at_unsqueeze(Tensor a, long dim);
    [LibraryImport(Library)] internal static partial Tensor at_t(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_transpose(Tensor a, long first, long second);
    [LibraryImport(Library)] internal static partial Tensor at_mT(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_narrow(Tensor a, long dim, long start, long length);
    [LibraryImport(Library)] internal static partial Tensor at_slice(Tensor a, long dim, long start, long end, long step);
    [LibraryImport(Library)] internal static partial Tensor at_select(Tensor a, long dim, long index);
    [LibraryImport(Library)] internal static partial Tensor at_diagonal(Tensor a, long offset, long first, long second);
    [LibraryImport(Library)] internal static partial Tensor at_tril(Tensor a, long diagonal);
    [LibraryImport(Library)] internal static partial Tensor at_tril_(Tensor a, long diagonal);
    [LibraryImport(Library)] internal static partial Tensor at_triu(Tensor a, long diagonal);
    [LibraryImport(Library)] internal static partial Tensor at_triu_(Tensor a, long diagonal);
    [LibraryImport(Library)] internal static partial Tensor at_repeat_interleave(Tensor a, long repeats, long* dim, long* length);
    [LibraryImport(Library)] internal static partial Tensor at_repeat_interleave_tensor(Tensor a, Tensor repeats, long* dim, long* length);
    [LibraryImport(Library)] internal static partial Tensor at_roll(Tensor a, ReadOnlySpan<long> shifts, int count, ReadOnlySpan<long> dims, int dimCount);
    [LibraryImport(Library)] internal static partial Tensor at_movedim(Tensor a, ReadOnlySpan<long> from, int count, ReadOnlySpan<long> to, int toCount);
    [LibraryImport(Library)] internal static partial Tensor at_cat(ReadOnlySpan<nint> parts, int count, long dim);
    [LibraryImport(Library)] internal static partial Tensor at_stack(ReadOnlySpan<nint> parts, int count, long dim);
    [LibraryImport(Library)] internal static partial int at_split(Tensor a, long size, long dim, Span<nint> parts, int room);
    [LibraryImport(Library)] internal static partial int at_split_sizes(Tensor a, ReadOnlySpan<long> sizes, int count, long dim, Span<nint> parts, int room);
    [LibraryImport(Library)] internal static partial int at_chunk(Tensor a, long chunks, long dim, Span<nint> parts, int room);
    [LibraryImport(Library)] internal static partial int at_unbind(Tensor a, long dim, Span<nint> parts, int room);
}
