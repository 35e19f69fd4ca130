using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Shape: views where libtorch can, copies where it must.
    public unsafe partial class Tensor
    {
        public Tensor view(params long[] shape) => at_view(this, shape, shape.Length);

        public Tensor view_as(Tensor other) => view(other.shape);

        public Tensor reshape(params long[] shape) => at_reshape(this, shape, shape.Length);

        public Tensor flatten(long start_dim = 0, long end_dim = -1) => at_flatten(this, start_dim, end_dim);

        public Tensor unflatten(long dim, params long[] sizes) => at_unflatten(this, dim, sizes, sizes.Length);

        public Tensor expand(ReadOnlySpan<long> sizes, bool isImplicit = false) => at_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor expand(long[] sizes, bool isImplicit = false) => at_expand(this, sizes, sizes.Length, isImplicit);

        public Tensor expand(params long[] sizes) => at_expand(this, sizes, sizes.Length, false);

        public Tensor expand_as(Tensor other) => expand(other.shape);

        public Tensor broadcast_to(params long[] shape) => expand(shape);

        public Tensor repeat(params long[] sizes) => at_repeat(this, sizes, sizes.Length);

        public Tensor repeat_interleave(long repeats, long? dim = null, long? output_size = null)
        {
            long axis = dim.GetValueOrDefault(), length = output_size.GetValueOrDefault();
            return at_repeat_interleave(this, repeats, dim.HasValue ? &axis : null, output_size.HasValue ? &length : null);
        }

        public Tensor repeat_interleave(Tensor repeats, long? dim = null, long? output_size = null)
        {
            long axis = dim.GetValueOrDefault(), length = output_size.GetValueOrDefault();
            return at_repeat_interleave_tensor(this, repeats, dim.HasValue ? &axis : null, output_size.HasValue ? &length : null);
        }

        public Tensor permute(params long[] permutation) => at_permute(this, permutation, permutation.Length);

        public Tensor flip(params long[] dims) => at_flip(this, dims, dims.Length);

        public Tensor movedim(long[] source, long[] destination) => at_movedim(this, source, source.Length, destination, destination.Length);

        public Tensor roll(
            long shifts, long? dims = null) => dims.HasValue ? at_roll(this, [shifts], 1, [dims.Value], 1) : at_roll(this, [shifts], 1, default, 0);

        public Tensor as_strided(long[] size, long[] strides, long storageOffset = 0L) =>
            at_as_strided(this, size, size.Length, strides, strides.Length, storageOffset);

        public Tensor squeeze(long? dim = null) => dim.HasValue ? at_squeeze(this, dim.Value) : at_squeeze_all(this);

        public Tensor unsqueeze(long dim) => at_unsqueeze(this, dim);

        public Tensor t() => at_t(this);

        public Tensor T => at_permute(this, Reversed(Dimensions), (int)Dimensions);

        public Tensor mT => at_mT(this);

        public Tensor transpose(long dim0, long dim1) => at_transpose(this, dim0, dim1);

        public Tensor swapaxes(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor swapdims(long dim0, long dim1) => transpose(dim0, dim1);

        public Tensor narrow(long dim, long start, long length) => at_narrow(this, dim, start, length);

        public Tensor slice(long dim, long start, long finish, long step) => at_slice(this, dim, start, finish, step);

        public Tensor select(long dim, long index) => at_select(this, dim, index);

        public Tensor diagonal(long offset = 0L, long dim1 = 0L, long dim2 = 1L) => at_diagonal(this, offset, dim1, dim2);

        public Tensor tril(long diagonal = 0) => at_tril(this, diagonal);

        /// <summary>As <see cref="tril"/> in place; returns a new object over the tensor, not itself.</summary>
        public Tensor tril_(long diagonal = 0) => at_tril_(this, diagonal);

        public Tensor triu(long diagonal = 0) => at_triu(this, diagonal);

        /// <summary>As <see cref="triu"/> in place; returns a new object over the tensor, not itself.</summary>
        public Tensor triu_(long diagonal = 0) => at_triu_(this, diagonal);

        public Tensor[] split(long size, int dim = 0)
        {
            var parts = new nint[size > 0 ? Math.Max(1, (this.size(dim) + size - 1) / size) : 0];
            return Parts(at_split(this, size, dim, parts, parts.Length), parts);
        }

        public Tensor[] split(ReadOnlySpan<long> sizes, long dim = 0)
        {
            var parts = new nint[sizes.Length];
            return Parts(at_split_sizes(this, sizes, sizes.Length, dim, parts, parts.Length), parts);
        }

        public Tensor[] split(long[] sizes, long dim = 0) => split((ReadOnlySpan<long>)sizes, dim);

        public Tensor[] split(params long[] sizes) => split((ReadOnlySpan<long>)sizes, 0);

        public Tensor[] chunk(long chunks, long dim = 0L)
        {
            var parts = new nint[Math.Max(1, chunks)];
            return Parts(at_chunk(this, chunks, dim, parts, parts.Length), parts);
        }

        public Tensor[] unbind(long dimension = 0L)
        {
            var parts = new nint[size((int)dimension)];
            return Parts(at_unbind(this, dimension, parts, parts.Length), parts);
        }

        private static Tensor[] Parts(int count, nint[] parts)
        {
            if (count < 0)
                CheckForErrors();
            var result = new Tensor[count];
            for (var i = 0; i < count; i++)
                result[i] = new Tensor(parts[i]);
            return result;
        }

        private static long[] Reversed(long rank)
        {
            var result = new long[rank];
            for (var i = 0; i < rank; i++)
                result[i] = rank - 1 - i;
            return result;
        }
    }
}
