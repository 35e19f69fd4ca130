using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>The scores of disentangled attention in one layer: query·position of the key (c2p) and key·position of the query (p2c).</summary>
/// <param name="Buckets">The row of the position tables for each distance; see <see cref="RelativeIndex"/>.</param>
/// <param name="Keys">Projected positions (heads, R, D) that queries are scored with, or null.</param>
/// <param name="Queries">Projected and scaled positions (heads, R, D) that keys are scored with, or null.</param>
internal sealed record RelativeScores(RelativeIndex Buckets, Tensor? Keys, Tensor? Queries)
{
    /// <summary>The sum of both kinds (heads, L, L) for scaled queries and keys (heads, L, D).</summary>
    public Tensor Of(Tensor query, Tensor key)
    {
        using var scope = NewDisposeScope();
        var index = Buckets.Of(query.shape[1]).unsqueeze(0).expand(query.shape[0], -1, -1); // (heads, L, L): row is the query's token
        var byKey = Keys is null ? null : query.bmm(Keys.transpose(1, 2)).gather(2, index);
        var byQuery = Queries is null ? null : key.bmm(Queries.transpose(1, 2)).gather(2, index.transpose(1, 2)).transpose(1, 2);
        var sum = (byKey, byQuery) switch
        {
            ({ } first, { } second) => first + second,
            _ => byKey ?? byQuery ?? throw new InvalidOperationException("Neither c2p nor p2c is asked for."),
        };
        return sum.MoveToOuterDisposeScope();
    }
}
