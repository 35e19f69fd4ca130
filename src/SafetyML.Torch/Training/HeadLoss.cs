using static TorchSharp.torch;

namespace SafetyML.Torch.Training;

/// <summary>
/// Cross-entropy over the vocabulary in chunks of rows. The head is frozen, so the gradient to the hidden state,
/// <c>(softmax(h·Wᵀ) − onehot)·W</c>, is taken at once and the logits are dropped: they never exist for all rows.
/// </summary>
internal static class HeadLoss
{
    /// <summary>Rows at a time: 24 MiB of float32 logits for 49,152 tokens, which the allocator keeps for the next chunk.</summary>
    private const int ChunkRows = 128;

    /// <summary>Sum of weighted negative log likelihoods and, on request, its gradient times <paramref name="scale"/>.</summary>
    /// <param name="hidden">(M, E) hidden state of the loss rows.</param>
    /// <param name="head">(V, E) weight of the head.</param>
    /// <param name="targets">(M) int64.</param>
    /// <param name="weights">(M) float32.</param>
    /// <param name="scale">Factor of the gradient.</param>
    /// <param name="gradient">(M, E) receives the gradient; null for the loss alone.</param>
    public static double Sum(Tensor hidden, Tensor head, Tensor targets, Tensor weights, double scale, Tensor? gradient)
    {
        using var noGradient = no_grad();
        var loss = 0.0;
        for (long start = 0, rows = hidden.shape[0]; start < rows; start += ChunkRows)
        {
            using var scope = NewDisposeScope();
            var count = Math.Min(ChunkRows, rows - start);
            loss += Chunk(hidden.narrow(0, start, count), head, targets.narrow(0, start, count).unsqueeze(1), weights.narrow(0, start, count).unsqueeze(1),
                scale, gradient?.narrow(0, start, count));
        }
        return loss;
    }

    private static double Chunk(Tensor hidden, Tensor head, Tensor targets, Tensor weights, double scale, Tensor? gradient)
    {
        var logProbabilities = nn.functional.log_softmax(hidden.matmul(head.t()).to(ScalarType.Float32), 1);       // (m, V)
        var loss = -(logProbabilities.gather(1, targets) * weights).sum().item<float>();
        if (gradient is null)
            return loss;
        var residual = logProbabilities.exp_().scatter_add_(1, targets, full_like(weights, -1));                   // softmax − onehot
        gradient.copy_(residual.to(head.dtype).matmul(head) * (weights * scale));                                  // (m, E)
        return loss;
    }
}
