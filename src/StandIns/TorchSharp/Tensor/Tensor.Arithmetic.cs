using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Arithmetic with tensors and numbers; a trailing underscore changes the tensor itself.
    public partial class Tensor
    {
        public Tensor add(Tensor target) => at_add(this, target, Scalar.One);

        public Tensor add(Scalar scalar) => at_add_number(this, scalar, Scalar.One);

        public Tensor add_(Tensor target) => Done(at_add_(this, target, Scalar.One));

        public Tensor add_(Scalar scalar) => Done(at_add_number_(this, scalar, Scalar.One));

        /// <summary>This plus <paramref name="alpha"/> times <paramref name="target"/>.</summary>
        public Tensor add(Tensor target, Scalar alpha) => at_add(this, target, alpha);

        public Tensor add(Scalar scalar, Scalar alpha) => at_add_number(this, scalar, alpha);

        public Tensor add_(Tensor target, Scalar alpha) => Done(at_add_(this, target, alpha));

        public Tensor add_(Scalar scalar, Scalar alpha) => Done(at_add_number_(this, scalar, alpha));

        public Tensor sub(Tensor target) => at_sub(this, target, Scalar.One);

        public Tensor sub(Scalar target) => at_sub_number(this, target, Scalar.One);

        public Tensor sub_(Tensor target) => Done(at_sub_(this, target, Scalar.One));

        public Tensor sub_(Scalar target) => Done(at_sub_number_(this, target, Scalar.One));

        public Tensor mul(Tensor target) => at_mul(this, target);

        public Tensor mul(Scalar target) => at_mul_number(this, target);

        public Tensor mul_(Tensor target) => Done(at_mul_(this, target));

        public Tensor mul_(Scalar target) => Done(at_mul_number_(this, target));

        public Tensor pow(Tensor exponent) => at_pow(this, exponent);

        public Tensor pow(Scalar exponent) => at_pow_number(this, exponent);

        public Tensor pow_(Tensor exponent) => Done(at_pow_(this, exponent));

        public Tensor pow_(Scalar exponent) => Done(at_pow_number_(this, exponent));

        public Tensor remainder(Tensor target) => at_remainder(this, target);

        public Tensor remainder(Scalar scalar) => at_remainder_number(this, scalar);

        public Tensor remainder_(Tensor target) => Done(at_remainder_(this, target));

        public Tensor remainder_(Scalar scalar) => Done(at_remainder_number_(this, scalar));

        public Tensor div(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => at_div(this, target, Name(rounding_mode));

        public Tensor div(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => at_div_number(this, target, Name(rounding_mode));

        public Tensor div_(Tensor target, RoundingMode rounding_mode = RoundingMode.None) => Done(at_div_(this, target, Name(rounding_mode)));

        public Tensor div_(Scalar target, RoundingMode rounding_mode = RoundingMode.None) => Done(at_div_number_(this, target, Name(rounding_mode)));

        public Tensor floor_divide(Tensor other) => at_floor_divide(this, other);

        public Tensor floor_divide(Scalar other) => at_floor_divide_number(this, other);

        /// <summary>This plus <paramref name="value"/> times <paramref name="tensor1"/> times <paramref name="tensor2"/>.</summary>
        public Tensor addcmul(Tensor tensor1, Tensor tensor2, Scalar value) => at_addcmul(this, tensor1, tensor2, value);

        public Tensor addcmul_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(at_addcmul_(this, tensor1, tensor2, value));

        /// <summary>This plus <paramref name="value"/> times <paramref name="tensor1"/> over <paramref name="tensor2"/>.</summary>
        public Tensor addcdiv(Tensor tensor1, Tensor tensor2, Scalar value) => at_addcdiv(this, tensor1, tensor2, value);

        public Tensor addcdiv(Tensor tensor1, Tensor tensor2) => addcdiv(tensor1, tensor2, Scalar.One);

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2, Scalar value) => Done(at_addcdiv_(this, tensor1, tensor2, value));

        public Tensor addcdiv_(Tensor tensor1, Tensor tensor2) => addcdiv_(tensor1, tensor2, Scalar.One);

        /// <summary>This plus <paramref name="weight"/> times the way to <paramref name="end"/>.</summary>
        public Tensor lerp(Tensor end, Tensor weight) => at_lerp(this, end, weight);

        public Tensor lerp_(Tensor end, Tensor weight) => Done(at_lerp_(this, end, weight));

        public Tensor clamp(Scalar? min = null, Scalar? max = null) => at_clamp(this, min, max);

        public Tensor clamp(Tensor? min = null, Tensor? max = null) => at_clamp_tensor(this, min, max);

        public Tensor clamp_(Scalar? min = null, Scalar? max = null) => Done(at_clamp_(this, min, max));

        public Tensor clamp_(Tensor? min = null, Tensor? max = null) => Done(at_clamp_tensor_(this, min, max));

        public Tensor clamp_max(Scalar max) => at_clamp(this, null, max);

        public Tensor clamp_min(Scalar min) => at_clamp(this, min, null);

        public Tensor maximum(Tensor other) => at_maximum(this, other);

        public Tensor minimum(Tensor other) => at_minimum(this, other);

        private static string? Name(RoundingMode mode) => mode == RoundingMode.None ? null : mode.ToString();
    }
}
