using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Functions of one tensor, element by element; a trailing underscore changes the tensor itself.
    public partial class Tensor
    {
        public Tensor abs() => at_abs(this);

        public Tensor abs_() => Done(at_abs_(this));

        public Tensor exp() => at_exp(this);

        public Tensor exp_() => Done(at_exp_(this));

        public Tensor log() => at_log(this);

        public Tensor log_() => Done(at_log_(this));

        public Tensor log1p() => at_log1p(this);

        public Tensor log1p_() => Done(at_log1p_(this));

        public Tensor sqrt() => at_sqrt(this);

        public Tensor sqrt_() => Done(at_sqrt_(this));

        public Tensor rsqrt() => at_rsqrt(this);

        public Tensor rsqrt_() => Done(at_rsqrt_(this));

        public Tensor sin() => at_sin(this);

        public Tensor sin_() => Done(at_sin_(this));

        public Tensor cos() => at_cos(this);

        public Tensor cos_() => Done(at_cos_(this));

        public Tensor tanh() => at_tanh(this);

        public Tensor tanh_() => Done(at_tanh_(this));

        public Tensor sigmoid() => at_sigmoid(this);

        public Tensor sigmoid_() => Done(at_sigmoid_(this));

        public Tensor neg() => at_neg(this);

        public Tensor neg_() => Done(at_neg_(this));

        public Tensor reciprocal() => at_reciprocal(this);

        public Tensor reciprocal_() => Done(at_reciprocal_(this));

        public Tensor floor() => at_floor(this);

        public Tensor floor_() => Done(at_floor_(this));

        public Tensor ceil() => at_ceil(this);

        public Tensor ceil_() => Done(at_ceil_(this));

        public Tensor trunc() => at_trunc(this);

        public Tensor trunc_() => Done(at_trunc_(this));

        public Tensor sign() => at_sign(this);

        public Tensor sign_() => Done(at_sign_(this));

        public Tensor erf() => at_erf(this);

        public Tensor erf_() => Done(at_erf_(this));

        public Tensor relu() => at_relu(this);

        public Tensor relu_() => Done(at_relu_(this));

        public Tensor expm1() => at_expm1(this);

        public Tensor expm1_() => Done(at_expm1_(this));

        public Tensor log2() => at_log2(this);

        public Tensor log2_() => Done(at_log2_(this));

        public Tensor log10() => at_log10(this);

        public Tensor log10_() => Done(at_log10_(this));

        public Tensor logical_not() => at_logical_not(this);

        public Tensor logical_not_() => Done(at_logical_not_(this));

        public Tensor bitwise_not() => at_bitwise_not(this);

        public Tensor bitwise_not_() => Done(at_bitwise_not_(this));

        public Tensor silu() => at_silu(this);

        public Tensor silu_() => Done(at_silu_(this));

        public Tensor absolute() => abs();

        public Tensor negative() => neg();

        public Tensor square() => pow(2);

        public Tensor round(long decimals = 0L) => at_round(this, decimals);

        public Tensor round_(long decimals = 0L) => Done(at_round_(this, decimals));

        public Tensor isnan() => at_isnan(this);

        public Tensor isinf() => at_isinf(this);

        public Tensor isfinite() => at_isfinite(this);

        /// <summary>Fills the tensor with zeros; returns a new object over it, not itself.</summary>
        public Tensor zero_() => at_zero_(this);

        public Tensor fill_(Scalar value) => Done(at_fill_(this, value));

        public Tensor softmax(long dim, ScalarType? dtype = null) => at_softmax(this, dim, Optional(dtype));

        public Tensor log_softmax(long dim, ScalarType? dtype = null) => at_log_softmax(this, dim, Optional(dtype));

        public Tensor gelu() => at_gelu(this, false);

        public Tensor softplus(double beta = 1, double threshold = 20) => at_softplus(this, beta, threshold);

        public Tensor log_sigmoid() => at_log_sigmoid(this);
    }
}
