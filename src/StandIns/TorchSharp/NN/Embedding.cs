using TorchSharp.Modules;
using static TorchSharp.PInvoke.NativeMethods;
using static TorchSharp.torch;

namespace TorchSharp
{
    namespace Modules
    {
        /// <summary>Looks rows of a table (rows, size) up by number.</summary>
        public sealed class Embedding : nn.Module<Tensor, Tensor>
        {
            private readonly long _padding;
            private readonly bool _scale;
            private readonly bool _sparse;

            internal Embedding(Parameter weight, long? padding, bool scale, bool sparse) : base(nameof(Embedding))
            {
                (_padding, _scale, _sparse) = (padding ?? -1, scale, sparse);
                this.weight = (Parameter)weight.DetachFromDisposeScope();
            }

            public Parameter? weight
            {
                get => get_parameter(nameof(weight));
                set => ConditionallyRegisterParameter(nameof(weight), value);
            }

            public override Tensor forward(Tensor input) => at_embedding(weight!, input, _padding, _scale, _sparse);
        }
    }

    public static partial class torch
    {
        public static partial class nn
        {
            public static Embedding Embedding(
                long num_embeddings, long embedding_dims, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                Refuse(max_norm);
                Tensor weight = randn(num_embeddings, embedding_dims, dtype, device);
                if (padding_idx.HasValue)
                    weight[padding_idx.Value].fill_(0);
                return new Embedding(new Parameter(weight), padding_idx, scale_grad_by_freq, sparse);
            }

            public static Embedding Embedding_from_pretrained(
                Tensor embeddings, bool freeze = true, long? padding_idx = null, double? max_norm = null, double norm_type = 2.0,
                bool scale_grad_by_freq = false, bool sparse = false, Device? device = null, ScalarType? dtype = null)
            {
                Refuse(max_norm);
                Tensor weight = embeddings.to(dtype ?? embeddings.dtype, device ?? embeddings.device).detach();
                return new Embedding(new Parameter(weight, !freeze), padding_idx, scale_grad_by_freq, sparse);
            }

            private static void Refuse(double? maxNorm)
            {
                if (maxNorm.HasValue)
                    throw new NotSupportedException("'max_norm' is not offered without the TorchSharp package.");
            }
        }
    }
}
