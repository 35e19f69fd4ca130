using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class PackedAttentionTests
{
    private const double Tolerance = 1e-5;

    public static TheoryData<ModelConfig> Shapes =>
    [
        Some.Config,
        Some.Config with { KeyValueHeadCount = 4 },
        Some.Config with { KeyValueHeadCount = 1, QueryKeyValueBias = true, AttentionOutputBias = true, FeedForwardBias = true },
        Some.Config with { ModelType = "mistral", Windows = [3, 5, null] },
    ];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Attend_RowsPacked_LogitsAsAlone(ModelConfig config)
    {
        using var scope = NewDisposeScope();
        using var model = Some.Model(config);
        int[][] rows = [Some.Ids(7, 1), Some.Ids(1, 2), Some.Ids(12, 3)];
        Near.Check(cat([.. rows.Select(row => Some.Logits(model, row))]), Packed(model, [], rows), Tolerance);
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Attend_SharedPrefix_LogitsAsPlain(ModelConfig config)
    {
        using var scope = NewDisposeScope();
        using var model = Some.Model(config);
        int[] prefix = Some.Ids(6, 9);
        int[][] rows = [Some.Ids(5, 1), Some.Ids(2, 2), Some.Ids(9, 3)];
        var plain = rows.Select(row => Some.Logits(model, [.. prefix, .. row])).ToList();
        var packed = Packed(model, prefix, rows);
        Near.Check(plain[0][..prefix.Length], packed[..prefix.Length], Tolerance, "prefix");
        Near.Check(cat([.. plain.Select(logits => logits[prefix.Length..])]), packed[prefix.Length..], Tolerance, "rows");
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Attend_SharedPrefix_GradientsAsPlain(ModelConfig config)
    {
        using var scope = NewDisposeScope();
        using var model = Some.Model(config);
        using var adapter = LoraAdapter.Attach(model, new LoraOptions { TargetModules = [LoraOptions.AllLinear], Dropout = 0 }, seed: 5);
        using (no_grad())
            adapter.Flat.add_(0.1 * randn_like(adapter.Flat));
        int[] prefix = Some.Ids(6, 9);
        int[][] rows = [Some.Ids(5, 1), Some.Ids(2, 2), Some.Ids(9, 3)];
        foreach (int[] row in rows)
            Packed(model, [], [.. prefix, .. row])[prefix.Length..].square().sum().backward();
        var plain = adapter.FlatGradient.clone();
        adapter.FlatGradient.zero_();
        Packed(model, prefix, rows)[prefix.Length..].square().sum().backward();
        Near.Check(plain, adapter.FlatGradient, 1e-4 * plain.abs().max().item<float>());
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Attend_LongRow_FirstLogitsAsShort(ModelConfig config)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        using var model = Some.Model(config);
        int[] ids = Some.Ids(1300);
        var all = Some.Logits(model, ids);
        Near.Check(Some.Logits(model, ids[..500]), all[..500], Tolerance);
        // The last token of a sequence of two blocks sees both.
        Near.Check(Packed(model, ids[..600], ids[600..1100])[^1], all[1099], Tolerance);
    }

    [Fact]
    public void Positions_PrefixAndRows_ContinueAfterThePrefix()
    {
        using var attention = new PackedAttention(Some.Config, [3, 2], prefixLength: 2);
        using var positions = attention.Positions();
        Assert.Equal([0L, 1, 2, 3, 4, 2, 3], positions.data<long>().ToArray());
        Assert.Equal(7, attention.TokenCount);
    }

    [Fact]
    public void Constructor_EmptyRow_Says() =>
        Fails.Saying<ArgumentException>("Every row needs at least one token. Row lengths: 3, 0.", () => new PackedAttention(Some.Config, [3, 0]).Dispose());

    private static Tensor Packed(CausalModel model, int[] prefix, params int[][] rows)
    {
        using var attention = new PackedAttention(model.Config, [.. rows.Select(row => row.Length)], prefix.Length);
        return model.Logits(model.call(Some.Tokens([.. prefix, .. rows.SelectMany(row => row)]), attention.Positions(), attention));
    }
}
