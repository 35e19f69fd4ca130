using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Lifetime, properties, memory, conversion and copies.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial void at_free(nint handle);
    [LibraryImport(Library)] internal static partial long at_dim(Tensor a);
    [LibraryImport(Library)] internal static partial long at_numel(Tensor a);
    [LibraryImport(Library)] internal static partial long at_element_size(Tensor a);
    [LibraryImport(Library)] internal static partial sbyte at_dtype(Tensor a);
    [LibraryImport(Library)] internal static partial int at_device_type(Tensor a);
    [LibraryImport(Library)] internal static partial int at_device_index(Tensor a);
    [LibraryImport(Library)] internal static partial Flag at_requires_grad(Tensor a);
    [LibraryImport(Library)] internal static partial Flag at_is_leaf(Tensor a);
    [LibraryImport(Library)] internal static partial Flag at_is_sparse(Tensor a);
    [LibraryImport(Library)] internal static partial Flag at_is_contiguous(Tensor a);
    [LibraryImport(Library)] internal static partial long at_storage_offset(Tensor a);
    [LibraryImport(Library)] internal static partial int at_size(Tensor a, long dim, out long result);
    [LibraryImport(Library)] internal static partial int at_stride(Tensor a, long dim, out long result);
    [LibraryImport(Library)] internal static partial int at_sizes(Tensor a, Span<long> result);
    [LibraryImport(Library)] internal static partial int at_strides(Tensor a, Span<long> result);
    [LibraryImport(Library)] internal static partial nint at_data(Tensor a);
    [LibraryImport(Library)] internal static partial int at_set_requires_grad(Tensor a, Flag value);
    [LibraryImport(Library)] internal static partial int at_retain_grad(Tensor a);
    [LibraryImport(Library)] internal static partial int at_grad(Tensor a, out nint result);
    [LibraryImport(Library)] internal static partial int at_set_grad(Tensor a, Tensor? grad);
    [LibraryImport(Library)] internal static partial Flag at_has_names(Tensor a);
    [LibraryImport(Library)] internal static partial int at_name(Tensor a, long dim, out nint result);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)] internal static partial int at_rename_(Tensor a, string[] names, int count);
    [LibraryImport(Library)] internal static partial Tensor at_alias(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_clone(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_contiguous(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_detach(Tensor a);
    [LibraryImport(Library)] internal static partial int at_detach_(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_pin_memory(Tensor a);
    [LibraryImport(Library)] internal static partial int at_set_(Tensor a, Tensor source);
    [LibraryImport(Library)] internal static partial int at_copy_(Tensor a, Tensor source, Flag nonBlocking);
    [LibraryImport(Library)] internal static partial Tensor at_to_type(Tensor a, sbyte type, Flag nonBlocking, Flag copy);
    [LibraryImport(Library)] internal static partial Tensor at_to_device(Tensor a, int device, int index, Flag nonBlocking, Flag copy);
    [LibraryImport(Library)] internal static partial Tensor at_to_device_type(Tensor a, sbyte type, int device, int index, Flag nonBlocking, Flag copy);
    [LibraryImport(Library)] internal static partial int at_item(Tensor a, out NativeScalar result);
    [LibraryImport(Library)] internal static partial Flag at_is_nonzero(Tensor a);
}
