using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Projects to queries, keys and values and attends; in DeBERTa with scores by relative position.</summary>
internal sealed class SelfAttention : nn.Module<Tensor, EncoderPass, Tensor>
{
    private readonly (Projection Query, Projection Key, Projection Value) content;
    private readonly (Projection? Key, Projection? Query) position;
    private readonly int headSize;
    private readonly double scale;

    public SelfAttention(WeightReader weights, EncoderConfig config)
        : base(nameof(SelfAttention))
    {
        var projections = ProjectionNames(config).ToDictionary(name => name, name => new Projection(weights.At(name), hasBias: true));
        foreach (var (name, projection) in projections)
            register_module(name, projection);
        content = config.Family.IsDeberta
            ? (projections["query_proj"], projections["key_proj"], projections["value_proj"])
            : (projections["query"], projections["key"], projections["value"]);
        if (config.Relative is { } relative)
            position = (
                relative.ContentToPosition ? relative.SharesProjections ? content.Key : projections["pos_key_proj"] : null,
                relative.PositionToContent ? relative.SharesProjections ? content.Query : projections["pos_query_proj"] : null);
        headSize = config.HeadSize;
        scale = 1 / Math.Sqrt((double)headSize * (config.Relative?.ScoreKinds ?? 1));
    }

    /// <summary>The names of the projections in a checkpoint.</summary>
    public static IEnumerable<string> ProjectionNames(EncoderConfig config)
    {
        if (!config.Family.IsDeberta)
            return ["query", "key", "value"];
        var own = config.Relative is { SharesProjections: false } relative ? relative : null;
        string[] positionKey = own?.ContentToPosition == true ? ["pos_key_proj"] : [];
        string[] positionQuery = own?.PositionToContent == true ? ["pos_query_proj"] : [];
        return ["query_proj", "key_proj", "value_proj", .. positionKey, .. positionQuery];
    }

    /// <summary>Maps (N, H) to (N, H) in the type of the pass.</summary>
    public override Tensor forward(Tensor input, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var narrow = input.to(pass.Type);
        var query = Heads(content.Query.call(narrow)) * scale; // (N, heads, D)
        var mixed = pass.Attention.Attend(query, Heads(content.Key.call(narrow)), Heads(content.Value.call(narrow)), Scores(pass));
        return mixed.reshape(input.shape).MoveToOuterDisposeScope();
    }

    private RelativeScores? Scores(EncoderPass pass)
    {
        if (pass is not { Index: { } index, Positions: { } positions } || position is (null, null))
            return null;
        var keys = position.Key is null ? null : Heads(position.Key.call(positions)).transpose(0, 1);               // (heads, R, D)
        var queries = position.Query is null ? null : (Heads(position.Query.call(positions)) * scale).transpose(0, 1);
        return new RelativeScores(index, keys, queries);
    }

    private Tensor Heads(Tensor tensor) => tensor.view(tensor.shape[0], -1, headSize);
}
