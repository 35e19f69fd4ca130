using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // New tensors after the type and device of this one, and random values for it.
    public partial class Tensor
    {
        public Tensor zeros_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Fill.Zeros, dtype, device, requires_grad);

        public Tensor ones_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Fill.Ones, dtype, device, requires_grad);

        public Tensor empty_like(ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Fill.Empty, dtype, device, requires_grad);

        public Tensor rand_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Fill.Uniform, dtype, device, requires_grad);

        public Tensor randn_like(
            ScalarType? dtype = null, Device? device = null, bool requires_grad = false) => Like(Fill.Normal, dtype, device, requires_grad);

        public Tensor full_like(Scalar value, ScalarType? dtype = null, Device? device = null, bool requires_grad = false)
        {
            Device place = device ?? this.device;
            return at_full_like(this, (sbyte)(dtype ?? this.dtype), (int)place.type, place.index, value).requires_grad_(requires_grad);
        }

        public Tensor new_zeros(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_zeros(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            zeros(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_empty(ReadOnlySpan<long> size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor new_empty(long[] size, ScalarType? dtype = null, Device? device = null, bool requires_grad = false) =>
            empty(size, dtype ?? this.dtype, device ?? this.device, requires_grad);

        public Tensor bernoulli(Generator? generator = null) => at_bernoulli(this, generator);

        public Tensor multinomial(long num_samples, bool replacement = false, Generator? generator = null) =>
            at_multinomial(this, num_samples, replacement, generator);

        public Tensor bernoulli_(double p = 0.5, Generator? generator = null) => Done(at_bernoulli_(this, p, generator));

        public Tensor normal_(double mean = 0.0, double std = 1.0, Generator? generator = null) => Done(at_normal_(this, mean, std, generator));

        public Tensor uniform_(double from, double to, Generator? generator = null) => Done(at_uniform_(this, from, to, generator));

        public Tensor exponential_(double lambda = 1.0, Generator? generator = null) => Done(at_exponential_(this, lambda, generator));

        private enum Fill
        {
            Empty,
            Zeros,
            Ones,
            Uniform,
            Normal,
        }

        private Tensor Like(Fill fill, ScalarType? dtype, Device? device, bool requires_grad)
        {
            Device place = device ?? this.device;
            sbyte type = (sbyte)(dtype ?? this.dtype);
            Tensor result = fill switch
            {
                Fill.Zeros => at_zeros_like(this, type, (int)place.type, place.index),
                Fill.Ones => at_ones_like(this, type, (int)place.type, place.index),
                Fill.Uniform => at_rand_like(this, type, (int)place.type, place.index),
                Fill.Normal => at_randn_like(this, type, (int)place.type, place.index),
                _ => at_empty_like(this, type, (int)place.type, place.index),
            };
            return requires_grad ? result.requires_grad_() : result;
        }
    }
}
