using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Folds, scans and order.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial Tensor at_sum_all(Tensor a, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_sum(Tensor a, ReadOnlySpan<long> dims, int count, Flag keep, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_mean_all(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_mean(Tensor a, ReadOnlySpan<long> dims, int count, Flag keep, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_prod_all(Tensor a, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_prod(Tensor a, long dim, Flag keep, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_std_all(Tensor a, Flag unbiased);
    [LibraryImport(Library)] internal static partial Tensor at_std(Tensor a, ReadOnlySpan<long> dims, int count, Flag unbiased, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_var_all(Tensor a, Flag unbiased);
    [LibraryImport(Library)] internal static partial Tensor at_var(Tensor a, ReadOnlySpan<long> dims, int count, Flag unbiased, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_norm_all(Tensor a, double p);
    [LibraryImport(Library)] internal static partial Tensor at_norm(Tensor a, long dim, Flag keep, double p);
    [LibraryImport(Library)] internal static partial Tensor at_logsumexp(Tensor a, long dim, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_cumsum(Tensor a, long dim, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_cumprod(Tensor a, long dim, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_max_all(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_min_all(Tensor a);
    [LibraryImport(Library)] internal static partial int at_max(Tensor a, long dim, Flag keep, out Tensor values, out Tensor indices);
    [LibraryImport(Library)] internal static partial int at_min(Tensor a, long dim, Flag keep, out Tensor values, out Tensor indices);
    [LibraryImport(Library)] internal static partial Tensor at_amax(Tensor a, ReadOnlySpan<long> dims, int count, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_amin(Tensor a, ReadOnlySpan<long> dims, int count, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_argmax_all(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_argmax(Tensor a, long dim, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_argmin_all(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_argmin(Tensor a, long dim, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_all_all(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_all(Tensor a, long dim, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_any_all(Tensor a);
    [LibraryImport(Library)] internal static partial Tensor at_any(Tensor a, long dim, Flag keep);
    [LibraryImport(Library)] internal static partial Tensor at_count_nonzero(Tensor a, ReadOnlySpan<long> dims, int count);
    [LibraryImport(Library)] internal static partial int at_topk(Tensor a, long k, long dim, Flag largest, Flag sorted, out Tensor values, out Tensor indices);
    [LibraryImport(Library)] internal static partial int at_sort(Tensor a, long dim, Flag descending, Flag stable, out Tensor values, out Tensor indices);
    [LibraryImport(Library)] internal static partial Tensor at_argsort(Tensor a, long dim, Flag descending);
    [LibraryImport(Library)] internal static partial Tensor at_softmax(Tensor a, long dim, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_log_softmax(Tensor a, long dim, sbyte type);
    [LibraryImport(Library)] internal static partial Tensor at_bincount(Tensor a, Tensor? weights, long length);
    [LibraryImport(Library)]
    internal static partial int at_unique(Tensor a, long* dim, Flag sorted, Flag inverse, Flag counts, out nint values, out nint positions, out nint number);
}
