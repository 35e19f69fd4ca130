using System.Runtime.InteropServices;
using static TorchSharp.torch;

namespace TorchSharp.PInvoke;

// Layers and losses.
internal static unsafe partial class NativeMethods
{
    [LibraryImport(Library)] internal static partial Tensor at_linear(Tensor a, Tensor weight, Tensor? bias);
    [LibraryImport(Library)] internal static partial Tensor at_embedding(Tensor weight, Tensor ids, long padding, Flag scale, Flag sparse);
    [LibraryImport(Library)] internal static partial Tensor at_dropout(Tensor a, double p, Flag training);
    [LibraryImport(Library)] internal static partial int at_dropout_(Tensor a, double p, Flag training);
    [LibraryImport(Library)] internal static partial Tensor at_gelu(Tensor a, Flag approximate);
    [LibraryImport(Library)] internal static partial Tensor at_softplus(Tensor a, double beta, double threshold);
    [LibraryImport(Library)] internal static partial Tensor at_log_sigmoid(Tensor a);
    [LibraryImport(Library)]
    internal static partial Tensor at_layer_norm(Tensor a, ReadOnlySpan<long> shape, int rank, Tensor? weight, Tensor? bias, double epsilon);
    [LibraryImport(Library)] internal static partial Tensor at_one_hot(Tensor a, long classes);
    [LibraryImport(Library)]
    internal static partial Tensor at_cross_entropy(Tensor a, Tensor target, Tensor? weight, long ignored, long reduction, double smoothing);
    [LibraryImport(Library)] internal static partial Tensor at_nll_loss(Tensor a, Tensor target, Tensor? weight, long reduction);
    [LibraryImport(Library)] internal static partial Tensor at_mse_loss(Tensor a, Tensor target, long reduction);
    [LibraryImport(Library)] internal static partial Tensor at_bce_with_logits(Tensor a, Tensor target, Tensor? weight, Tensor? positive, long reduction);
    [LibraryImport(Library)]
    internal static partial Tensor at_scaled_dot_product_attention(Tensor query, Tensor key, Tensor value, Tensor? mask, double dropout, Flag causal);
}
