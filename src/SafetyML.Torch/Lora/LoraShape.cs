using SafetyML.Torch.Models;

namespace SafetyML.Torch.Lora;

/// <summary>The size and scale of one branch, before it has weights.</summary>
internal sealed record LoraShape(string Name, Projection Layer, int Rank, double Scale)
{
    public long In => Layer.Weight.shape[1];

    public long Out => Layer.Weight.shape[0];

    public long Count => Rank * (In + Out);

    public static LoraShape Of(string name, Projection layer, LoraOptions options)
    {
        int rank = LayerPattern.First(name, options.RankPattern) ?? options.Rank;
        double alpha = LayerPattern.First(name, options.AlphaPattern) ?? options.Alpha;
        return new LoraShape(name, layer, rank, options.UseRankStabilized ? alpha / Math.Sqrt(rank) : alpha / rank);
    }
}
