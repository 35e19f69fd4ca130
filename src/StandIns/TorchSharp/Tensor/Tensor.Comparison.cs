using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Comparisons and logic; a trailing underscore changes the tensor itself.
    public partial class Tensor
    {
        public Tensor eq(Tensor target) => at_eq(this, target);

        public Tensor eq(Scalar target) => at_eq_number(this, target);

        public Tensor eq_(Tensor target) => Done(at_eq_(this, target));

        public Tensor eq_(Scalar target) => Done(at_eq_number_(this, target));

        public Tensor ne(Tensor target) => at_ne(this, target);

        public Tensor ne(Scalar target) => at_ne_number(this, target);

        public Tensor ne_(Tensor target) => Done(at_ne_(this, target));

        public Tensor ne_(Scalar target) => Done(at_ne_number_(this, target));

        public Tensor lt(Tensor target) => at_lt(this, target);

        public Tensor lt(Scalar target) => at_lt_number(this, target);

        public Tensor lt_(Tensor target) => Done(at_lt_(this, target));

        public Tensor lt_(Scalar target) => Done(at_lt_number_(this, target));

        public Tensor le(Tensor target) => at_le(this, target);

        public Tensor le(Scalar target) => at_le_number(this, target);

        public Tensor le_(Tensor target) => Done(at_le_(this, target));

        public Tensor le_(Scalar target) => Done(at_le_number_(this, target));

        public Tensor gt(Tensor target) => at_gt(this, target);

        public Tensor gt(Scalar target) => at_gt_number(this, target);

        public Tensor gt_(Tensor target) => Done(at_gt_(this, target));

        public Tensor gt_(Scalar target) => Done(at_gt_number_(this, target));

        public Tensor ge(Tensor target) => at_ge(this, target);

        public Tensor ge(Scalar target) => at_ge_number(this, target);

        public Tensor ge_(Tensor target) => Done(at_ge_(this, target));

        public Tensor ge_(Scalar target) => Done(at_ge_number_(this, target));

        public Tensor logical_and(Tensor other) => at_logical_and(this, other);

        public Tensor logical_and_(Tensor other) => Done(at_logical_and_(this, other));

        public Tensor logical_or(Tensor other) => at_logical_or(this, other);

        public Tensor logical_or_(Tensor other) => Done(at_logical_or_(this, other));

        public Tensor logical_xor(Tensor other) => at_logical_xor(this, other);

        public Tensor logical_xor_(Tensor other) => Done(at_logical_xor_(this, other));

        public Tensor bitwise_and(Tensor other) => at_bitwise_and(this, other);

        public Tensor bitwise_and_(Tensor other) => Done(at_bitwise_and_(this, other));

        public Tensor bitwise_or(Tensor other) => at_bitwise_or(this, other);

        public Tensor bitwise_or_(Tensor other) => Done(at_bitwise_or_(this, other));

        public Tensor bitwise_xor(Tensor other) => at_bitwise_xor(this, other);

        public Tensor bitwise_xor_(Tensor other) => Done(at_bitwise_xor_(this, other));

        /// <summary>Whether both have the same shape and elements.</summary>
        public bool Equals(Tensor target) => target is not null && Truth(at_equal(this, target));

        /// <summary>Whether every element is within <c>atol + rtol |target|</c> of the other.</summary>
        public bool allclose(Tensor target, double rtol = 1e-05, double atol = 1e-08, bool equal_nan = false) =>
            target is not null && Truth(at_allclose(this, target, rtol, atol, equal_nan));

        public Tensor isclose(Tensor other, double rtol = 1e-05, double atol = 1e-08, bool nanEqual = false) =>
            at_isclose(this, other, rtol, atol, nanEqual);

        public Tensor isin(Tensor test_elements, bool assumeUnique = false, bool invert = false) => at_isin(this, test_elements, assumeUnique, invert);

        private static bool Truth(int result)
        {
            if (result < 0)
                CheckForErrors();
            return result > 0;
        }
    }
}
