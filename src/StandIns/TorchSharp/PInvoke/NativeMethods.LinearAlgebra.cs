using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Products.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial Tensor at_matmul(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor at_mm(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor at_bmm(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor at_mv(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor at_dot(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor at_outer(Tensor a, Tensor b);
    [LibraryImport(Library)] internal static partial Tensor at_addmm(Tensor a, Tensor b, Tensor c, double beta, double alpha);
    [LibraryImport(Library)] internal static partial int at_addmm_(Tensor a, Tensor b, Tensor c, double beta, double alpha);
    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    internal static partial Tensor at_einsum(string equation, ReadOnlySpan<nint> parts, int count);
    [LibraryImport(Library)] internal static partial Tensor at_vector_norm(Tensor a, double order, ReadOnlySpan<long> dims, int count, Flag keep);
}
