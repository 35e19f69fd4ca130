using System.Runtime.CompilerServices;
using TorchSharp.PInvoke;
using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Reading and writing by position, mask and index tensor.
    public partial class Tensor
    {
        [IndexerName("TensorItems")]
        public Tensor this[params TensorIndex[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[params Tensor[] indices]
        {
            get => index(indices);
            set => index_put_(value, indices);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1]
        {
            get => Get([i1]);
            set => Put(value, [i1]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2]
        {
            get => Get([i1, i2]);
            set => Put(value, [i1, i2]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3]
        {
            get => Get([i1, i2, i3]);
            set => Put(value, [i1, i2, i3]);
        }

        [IndexerName("TensorItems")]
        public Tensor this[long i1, long i2, long i3, long i4]
        {
            get => Get([i1, i2, i3, i4]);
            set => Put(value, [i1, i2, i3, i4]);
        }

        public Tensor index(params TensorIndex[] indices)
        {
            Tensor result = at_index(this, Entries(indices), indices.Length);
            GC.KeepAlive(indices);
            return result;
        }

        public Tensor index(params Tensor[] indices) => index(Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_put_(Tensor value, params TensorIndex[] indices)
        {
            Check(at_index_put_(this, Entries(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Tensor value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        /// <summary>Writes, or adds where <paramref name="accumulate"/>, values at the positions that index tensors name.</summary>
        public Tensor index_put_(Tensor value, Tensor[] indices, bool accumulate = false)
        {
            if (!accumulate)
                return index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));
            Check(at_index_accumulate_(this, Handles(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params TensorIndex[] indices)
        {
            Check(at_index_put_number_(this, Entries(indices), indices.Length, value));
            GC.KeepAlive(indices);
            return this;
        }

        public Tensor index_put_(Scalar value, params Tensor[] indices) => index_put_(value, Array.ConvertAll(indices, TensorIndex.Tensor));

        public Tensor index_select(long dim, Tensor index) => at_index_select(this, dim, index);

        public Tensor index_add(long dim, Tensor index, Tensor source, Scalar alpha) => at_index_add(this, dim, index, source, alpha);

        public Tensor index_add_(long dim, Tensor index, Tensor source, Scalar alpha) => Done(at_index_add_(this, dim, index, source, alpha));

        public Tensor index_copy(long dim, Tensor index, Tensor source) => at_index_copy(this, dim, index, source);

        public Tensor index_copy_(long dim, Tensor index, Tensor source) => Done(at_index_copy_(this, dim, index, source));

        public Tensor index_fill(long dim, Tensor index, Scalar value) => at_index_fill(this, dim, index, value);

        public Tensor index_fill_(long dim, Tensor index, Scalar value) => Done(at_index_fill_(this, dim, index, value));

        public Tensor gather(long dim, Tensor index) => at_gather(this, dim, index);

        public Tensor scatter(long dim, Tensor index, Tensor src) => at_scatter(this, dim, index, src);

        public Tensor scatter_(long dim, Tensor index, Tensor src) => Done(at_scatter_(this, dim, index, src));

        public Tensor scatter_add(long dim, Tensor index, Tensor src) => at_scatter_add(this, dim, index, src);

        public Tensor scatter_add_(long dim, Tensor index, Tensor src) => Done(at_scatter_add_(this, dim, index, src));

        public Tensor take(Tensor index) => at_take(this, index);

        public Tensor masked_fill(Tensor mask, Scalar value) => at_masked_fill(this, mask, value);

        public Tensor masked_fill_(Tensor mask, Scalar value) => Done(at_masked_fill_(this, mask, value));

        public Tensor masked_select(Tensor mask) => at_masked_select(this, mask);

        public Tensor nonzero() => at_nonzero(this);

        /// <summary>This where <paramref name="condition"/> holds, <paramref name="y"/> elsewhere.</summary>
        public Tensor where(Tensor condition, Tensor y) => at_where(condition, this, y);

        private Tensor Get(ReadOnlySpan<long> positions) => at_get(this, positions, positions.Length);

        private void Put(Tensor value, ReadOnlySpan<long> positions) => Check(at_put(this, positions, positions.Length, value));

        private static NativeIndex[] Entries(TensorIndex[] indices) => Array.ConvertAll(indices, index => index.ToNative());
    }
}
