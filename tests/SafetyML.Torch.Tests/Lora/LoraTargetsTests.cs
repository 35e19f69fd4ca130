using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Lora;

public sealed class LoraTargetsTests : IDisposable
{
    private readonly CausalModel model = Some.Model();

    public void Dispose() => model.Dispose();

    [Theory]
    [InlineData(new[] { "q_proj" }, 3)]
    [InlineData(new[] { "q_proj", "mlp.down_proj" }, 6)]
    [InlineData(new[] { "layers.1.self_attn.v_proj" }, 1)]
    [InlineData(new[] { "model.layers.1.self_attn.v_proj" }, 1)]
    [InlineData(new[] { "all-linear" }, 21)]
    public void Find_NamesAndSuffixes_MatchAtADot(string[] targets, int count) => Assert.Equal(count, LoraTargets.Find(model, targets).Count);

    [Fact]
    public void Find_AllLinear_LeavesTheHeadOut() => Assert.DoesNotContain(LoraTargets.Find(model, [LoraOptions.AllLinear]), item => item.Name == "lm_head");

    [Theory]
    [InlineData("q_prj", "No linear layer matches 'q_prj'. Did you mean 'q_proj'?")]
    [InlineData("self_attn.v_projj", "No linear layer matches 'self_attn.v_projj'. Did you mean 'v_proj'?")]
    [InlineData(
        "query_key_value",
        "No linear layer matches 'query_key_value'. Linear layers: down_proj, gate_proj, k_proj, o_proj, q_proj, up_proj, v_proj, or all-linear.")]
    [InlineData("roj", "No linear layer matches 'roj'. Did you mean")]
    public void Find_NoMatch_Suggests(string target, string message) =>
        Fails.Saying<ArgumentException>(message, () => LoraTargets.Find(model, ["q_proj", target]));

    [Fact]
    public void RankAndAlphaPattern_EndOfPath_FirstMatchCounts()
    {
        var options = new LoraOptions
        {
            TargetModules = ["q_proj", "v_proj"],
            RankPattern = new Dictionary<string, int> { ["layers.0.self_attn.q_proj"] = 2, ["q_proj"] = 3, ["_proj"] = 9 },
            AlphaPattern = new Dictionary<string, double> { [@"layers\.[12]\.self_attn\.v_proj"] = 8 },
        };
        using var adapter = LoraAdapter.Attach(model, options, seed: 1);
        Assert.Equal([2, 4, 3, 4, 3, 4], adapter.Branches.Select(branch => branch.A.shape[0]));
        Assert.Equal([8, 4, 16 / 3.0, 2, 16 / 3.0, 2], adapter.Branches.Select(branch => branch.Scale));
    }
}
