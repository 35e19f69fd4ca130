using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <summary>Helpers for parameters and their gradients.</summary>
        public static partial class utils
        {
            /// <summary>Scales the gradients so that their norm over all is at most <paramref name="max_norm"/>; returns the norm before.</summary>
            public static double clip_grad_norm_(IEnumerable<Parameter> tensors, double max_norm, double norm_type = 2.0)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable mode = no_grad();
                List<Tensor> grads = [.. tensors.Select(tensor => tensor.grad).OfType<Tensor>()];
                if (grads.Count == 0)
                    return 0;
                Tensor norms = stack(grads.Select(grad => linalg.vector_norm(grad.@float(), norm_type)));
                double norm = linalg.vector_norm(norms, norm_type).ToDouble();
                double scale = max_norm / (norm + 1e-6);
                if (scale < 1)
                    grads.ForEach(grad => grad.mul_(scale));
                return norm;
            }

            public static void clip_grad_value_(IEnumerable<Parameter> tensors, double clip_value)
            {
                using DisposeScope scope = NewDisposeScope();
                using IDisposable mode = no_grad();
                foreach (Parameter tensor in tensors)
                    tensor.grad?.clamp_(-clip_value, clip_value);
            }
        }
    }
}
