using static TorchSharp.PInvoke.NativeMethods;

namespace TorchSharp;

public static partial class torch
{
    // Products.
    public partial class Tensor
    {
        public Tensor matmul(Tensor target) => at_matmul(this, target);

        public Tensor mm(Tensor target) => at_mm(this, target);

        public Tensor bmm(Tensor batch2) => at_bmm(this, batch2);

        public Tensor mv(Tensor target) => at_mv(this, target);

        public Tensor dot(Tensor target)
        {
            if (ndim != 1 || target.ndim != 1 || numel() != target.numel())
                throw new InvalidOperationException("dot arguments must have the same shape.");
            return at_dot(this, target);
        }

        public Tensor outer(Tensor vec2) => at_outer(this, vec2);

        /// <summary><paramref name="beta"/> times this plus <paramref name="alpha"/> times the product of two matrices.</summary>
        public Tensor addmm(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => at_addmm(this, mat1, mat2, beta, alpha);

        public Tensor addmm_(Tensor mat1, Tensor mat2, float beta = 1, float alpha = 1) => Done(at_addmm_(this, mat1, mat2, beta, alpha));
    }
}
