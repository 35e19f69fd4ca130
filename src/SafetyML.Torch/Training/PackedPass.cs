using SafetyML.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Training;

/// <summary>Runs packed rows through the model for their loss, with or without the gradient of the adapter.</summary>
internal static class PackedPass
{
    /// <summary>Sum of negative log likelihoods over the labelled tokens of <paramref name="rows"/>.</summary>
    public static double Loss(CausalModel model, IReadOnlyList<TrainingExample> rows)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        return Run(model, PackedRows.Pack(rows), gradientScale: null);
    }

    /// <summary>As <see cref="Loss"/>; adds the gradient of the sum times <paramref name="scale"/> to the adapter's gradient.</summary>
    public static double Backward(CausalModel model, IReadOnlyList<TrainingExample> rows, double scale)
    {
        using var scope = NewDisposeScope();
        return Run(model, PackedRows.Pack(rows), scale);
    }

    private static double Run(CausalModel model, PackedRows packed, double? gradientScale)
    {
        using var attention = new PackedAttention(model.Config, packed.RowLengths, packed.PrefixLength);
        var hidden = model.call(On(packed.Ids), On(packed.Positions), attention).index_select(0, On(packed.LossRows)); // (M, H)
        var gradient = gradientScale is null ? null : empty_like(hidden);
        var loss = HeadLoss.Sum(hidden.detach(), model.Head, On(packed.Targets), tensor(packed.Weights, device: model.Device), gradientScale ?? 0, gradient);
        if (gradient is not null)
            hidden.backward([gradient]);
        return loss;

        Tensor On(long[] values) => tensor(values, device: model.Device);
    }
}
