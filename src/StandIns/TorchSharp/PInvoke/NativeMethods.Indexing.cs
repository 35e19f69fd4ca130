using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Reading and writing by position.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial Tensor at_index(Tensor a, ReadOnlySpan<NativeIndex> entries, int count);
    [LibraryImport(Library)] internal static partial int at_index_put_(Tensor a, ReadOnlySpan<NativeIndex> entries, int count, Tensor value);
    [LibraryImport(Library)] internal static partial int at_index_put_number_(Tensor a, ReadOnlySpan<NativeIndex> entries, int count, Scalar value);
    [LibraryImport(Library)] internal static partial int at_index_accumulate_(Tensor a, ReadOnlySpan<nint> indices, int count, Tensor value);
    [LibraryImport(Library)] internal static partial Tensor at_get(Tensor a, ReadOnlySpan<long> positions, int count);
    [LibraryImport(Library)] internal static partial int at_put(Tensor a, ReadOnlySpan<long> positions, int count, Tensor value);
    [LibraryImport(Library)] internal static partial Tensor at_index_select(Tensor a, long dim, Tensor index);
    [LibraryImport(Library)] internal static partial Tensor at_index_add(Tensor a, long dim, Tensor index, Tensor source, Scalar alpha);
    [LibraryImport(Library)] internal static partial int at_index_add_(Tensor a, long dim, Tensor index, Tensor source, Scalar alpha);
    [LibraryImport(Library)] internal static partial Tensor at_index_copy(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial int at_index_copy_(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial Tensor at_index_fill(Tensor a, long dim, Tensor index, Scalar value);
    [LibraryImport(Library)] internal static partial int at_index_fill_(Tensor a, long dim, Tensor index, Scalar value);
    [LibraryImport(Library)] internal static partial Tensor at_gather(Tensor a, long dim, Tensor index);
    [LibraryImport(Library)] internal static partial Tensor at_scatter(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial int at_scatter_(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial Tensor at_scatter_add(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial int at_scatter_add_(Tensor a, long dim, Tensor index, Tensor source);
    [LibraryImport(Library)] internal static partial Tensor at_take(Tensor a, Tensor index);
    [LibraryImport(Library)] internal static partial Tensor at_masked_select(Tensor a, Tensor mask);
    [LibraryImport(Library)] internal static partial Tensor at_nonzero(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_searchsorted(Tensor sorted, Tensor values, Flag int32, Flag right, Tensor? order);
    [LibraryImport(Library)] internal static partial Tensor at_bucketize(Tensor a, Tensor boundaries, Flag int32, Flag right);
    [LibraryImport(Library)] internal static partial Tensor at_isin(Tensor a, Tensor elements, Flag unique, Flag invert);
}
