using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Folds, scans and order.
    public partial class Tensor
    {
        public Tensor sum(ScalarType? type = null) => at_sum_all(this, Optional(type));

        public Tensor sum(long[] dim, bool keepdim = false, ScalarType? type = null) => sum((ReadOnlySpan<long>)dim, keepdim, type);

        public Tensor sum(ReadOnlySpan<long> dim, bool keepdim = false, ScalarType? type = null) =>
            at_sum(this, dim, dim.Length, keepdim, Optional(type));

        public Tensor sum(long dim, bool keepdim = false, ScalarType? type = null) => sum([dim], keepdim, type);

        public Tensor mean() => at_mean_all(this);

        public Tensor mean(long[] dimensions, bool keepdim = false, ScalarType? type = null) =>
            at_mean(this, dimensions, dimensions.Length, keepdim, Optional(type));

        public Tensor prod(ScalarType? type = null) => at_prod_all(this, Optional(type));

        public Tensor prod(long dim, bool keepdim = false, ScalarType? type = null) => at_prod(this, dim, keepdim, Optional(type));

        public Tensor std(bool unbiased = true) => at_std_all(this, unbiased);

        public Tensor std(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => at_std(this, [dim], 1, unbiased, keepdim);

        public Tensor var(bool unbiased = true) => at_var_all(this, unbiased);

        public Tensor var(long dim, bool unbiased = true, bool keepdim = false, ScalarType? type = null) => at_var(this, [dim], 1, unbiased, keepdim);

        public Tensor norm(float p = 2.0f) => at_norm_all(this, p);

        public Tensor norm(int dim, bool keepdim = false, float p = 2.0f) => at_norm(this, dim, keepdim, p);

        public Tensor logsumexp(long dim, bool keepdim = false) => at_logsumexp(this, dim, keepdim);

        public Tensor cumsum(long dim, ScalarType? type = null) => at_cumsum(this, dim, Optional(type));

        public Tensor cumprod(long dim, ScalarType? type = null) => at_cumprod(this, dim, Optional(type));

        public Tensor max() => at_max_all(this);

        public Tensor max(Tensor other) => maximum(other);

        public (Tensor values, Tensor indexes) max(long dim, bool keepdim = false)
        {
            Check(at_max(this, dim, keepdim, out Tensor values, out Tensor indexes));
            return (values, indexes);
        }

        public Tensor min() => at_min_all(this);

        public Tensor min(Tensor other) => minimum(other);

        public (Tensor values, Tensor indexes) min(long dim, bool keepdim = false)
        {
            Check(at_min(this, dim, keepdim, out Tensor values, out Tensor indexes));
            return (values, indexes);
        }

        public Tensor amax(params long[] dims) => at_amax(this, dims, dims.Length, false);

        public Tensor amin(params long[] dims) => at_amin(this, dims, dims.Length, false);

        public Tensor argmax() => at_argmax_all(this);

        public Tensor argmax(long dim, bool keepdim = false) => at_argmax(this, dim, keepdim);

        public Tensor argmin() => at_argmin_all(this);

        public Tensor argmin(long dim, bool keepdim = false) => at_argmin(this, dim, keepdim);

        public Tensor all() => at_all_all(this);

        public Tensor all(long dim, bool keepdim = false) => at_all(this, dim, keepdim);

        public Tensor any() => at_any_all(this);

        public Tensor any(long dim, bool keepdim = false) => at_any(this, dim, keepdim);

        public Tensor count_nonzero(long[]? dims = null) => dims is null ? at_count_nonzero(this, default, 0) : at_count_nonzero(this, dims, dims.Length);

        /// <summary>The <paramref name="k"/> largest or smallest elements of a dimension and where they are.</summary>
        public (Tensor values, Tensor indexes) topk(int k, int dim = -1, bool largest = true, bool sorted = true)
        {
            Check(at_topk(this, k, dim, largest, sorted, out Tensor values, out Tensor indexes));
            return (values, indexes);
        }

        public (Tensor Values, Tensor Indices) sort(long dim = -1, bool descending = false, bool stable = false)
        {
            Check(at_sort(this, dim, descending, stable, out Tensor values, out Tensor indices));
            return (values, indices);
        }

        public Tensor argsort(long dim = -1, bool descending = false) => at_argsort(this, dim, descending);

        public Tensor bincount(Tensor? weights, long minlength = 0) => at_bincount(this, weights, minlength);
    }
}
