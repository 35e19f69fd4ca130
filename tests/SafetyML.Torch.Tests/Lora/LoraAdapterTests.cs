using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Lora;

public sealed class LoraAdapterTests : IDisposable
{
    private readonly int[] ids = Some.Ids(11);
    private readonly CausalModel model = Some.Model();

    public void Dispose() => model.Dispose();

    [Fact]
    public void Attach_BIsZero_LogitsUnchanged()
    {
        using var scope = NewDisposeScope();
        var plain = Some.Logits(model, ids);
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        Near.Same(plain, Some.Logits(model, ids));
        Assert.All(adapter.Branches, branch => Assert.InRange(branch.A.abs().max().item<float>(), 0.01, 1 / Math.Sqrt(20)));
    }

    [Fact]
    public void Attach_ParameterNames_StayTheCheckpoints()
    {
        var before = model.named_parameters().Select(item => item.name).ToList();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        Assert.Equal(before, model.named_parameters().Select(item => item.name));
    }

    [Fact]
    public void Backward_OneStep_OnlyAdapterHasGradientsAndBaseStays()
    {
        using var scope = NewDisposeScope();
        var before = model.named_parameters().ToDictionary(item => item.name, item => item.parameter.clone());
        using var adapter = Random();
        Some.Logits(model, ids).square().sum().backward();
        Assert.All(adapter.Branches, branch => Assert.True(branch.A.grad!.abs().sum().item<float>() > 0));
        using (no_grad())
            adapter.Flat.sub_(adapter.FlatGradient * 0.01);
        Assert.All(model.parameters(), parameter => Assert.Null(parameter.grad));
        Assert.All(model.named_parameters(), item => Near.Same(before[item.name], item.parameter));
    }

    [Fact]
    public void Backward_Twice_AddsIntoTheFlatGradient()
    {
        using var scope = NewDisposeScope();
        using var adapter = Random();
        Some.Logits(model, ids).square().sum().backward();
        var once = adapter.FlatGradient.clone();
        Some.Logits(model, ids).square().sum().backward();
        Near.Check(once * 2, adapter.FlatGradient, 1e-4 * once.abs().max().item<float>());
        var branches = cat([.. adapter.Branches.SelectMany(branch => new[] { branch.A.grad!.reshape(-1), branch.B.grad!.reshape(-1) })]);
        Near.Same(adapter.FlatGradient, branches);
    }

    [Fact]
    public void Flat_Changed_BranchesChange()
    {
        using var scope = NewDisposeScope();
        using var adapter = Random();
        using (no_grad())
            adapter.Flat.fill_(0.25f);
        Assert.All(adapter.Branches, branch => Assert.Equal(0.25f, branch.B.max().item<float>()));
        Assert.Equal(adapter.Branches.Sum(branch => branch.A.numel() + branch.B.numel()), adapter.Flat.numel());
    }

    [Theory]
    [InlineData(ScalarType.Float32, 1e-5)]
    [InlineData(ScalarType.BFloat16, 0.1)]
    public void Merge_RandomAdapter_LogitsAsUnmerged(ScalarType type, double tolerance)
    {
        using var scope = NewDisposeScope();
        using var typed = Some.Model(type: type);
        using var adapter = Random(typed);
        var unmerged = Some.Logits(typed, ids);
        adapter.Merge();
        Near.Check(unmerged, Some.Logits(typed, ids), tolerance * unmerged.abs().max().item<float>());
    }

    [Theory]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.BFloat16)]
    public void Unmerge_AfterMerge_RestoresEveryBit(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var typed = Some.Model(type: type);
        var before = typed.named_parameters().ToDictionary(item => item.name, item => item.parameter.clone());
        using var adapter = Random(typed);
        var logits = Some.Logits(typed, ids);
        adapter.Merge();
        adapter.Merge();
        Assert.True(adapter.IsMerged);
        adapter.Unmerge();
        Assert.All(typed.named_parameters(), item => Near.Same(before[item.name], item.parameter));
        Near.Same(logits, Some.Logits(typed, ids));
    }

    [Fact]
    public void Detach_MergedOrNot_ModelIsAsBefore()
    {
        using var scope = NewDisposeScope();
        var plain = Some.Logits(model, ids);
        using var adapter = Random();
        adapter.Merge();
        adapter.Detach();
        Near.Same(plain, Some.Logits(model, ids));
        using var next = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        adapter.Dispose();
        Assert.NotNull(model.Projections().First().Projection.Branch);
    }

    [Fact]
    public void Reattach_AfterAnotherHadItsTurn_GivesTheSameOutputs()
    {
        using var scope = NewDisposeScope();
        using var first = Random();
        var logits = Some.Logits(model, ids);
        first.Detach();
        using var second = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        Assert.Equal(
            "Layer 'model.layers.0.self_attn.q_proj' already carries an adapter. Merge or detach that one first.",
            Assert.Throws<InvalidOperationException>(first.Reattach).Message);
        second.Detach();
        first.Reattach();
        first.Reattach();
        Near.Same(logits, Some.Logits(model, ids));
    }

    [Fact]
    public void Attach_SecondAdapter_IsRefused()
    {
        using var adapter = Random();
        var error = Assert.Throws<InvalidOperationException>(() => LoraAdapter.Attach(model, new LoraOptions(), seed: 1));
        Assert.Equal("Layer 'model.layers.0.self_attn.q_proj' already carries an adapter. Merge or detach that one first.", error.Message);
    }

    [Fact]
    public void Attach_SameSeed_SameWeights()
    {
        using var scope = NewDisposeScope();
        using var first = Some.Model();
        using var one = LoraAdapter.Attach(first, new LoraOptions(), seed: 3);
        using var two = LoraAdapter.Attach(model, new LoraOptions(), seed: 3);
        Near.Same(one.Flat, two.Flat);
    }

    [Fact]
    public void Dropout_TrainingWithSameSeed_SameLogitsAndOnlyInTraining()
    {
        using var scope = NewDisposeScope();
        using var adapter = Random(options: new LoraOptions { Dropout = 0.5 });
        var plain = Some.Logits(model, ids);
        model.train();
        adapter.SeedDropout(7);
        var first = Some.Logits(model, ids);
        var other = Some.Logits(model, ids);
        adapter.SeedDropout(7);
        manual_seed(99);
        Near.Same(first, Some.Logits(model, ids));
        Assert.True(Near.Difference(first, other) > 1e-3);
        Assert.True(Near.Difference(first, plain) > 1e-3);
        model.eval();
        Near.Same(plain, Some.Logits(model, ids));
    }

    [Fact]
    public void RestoreWeights_AfterChange_BringsThemBack()
    {
        using var scope = NewDisposeScope();
        using var adapter = Random();
        var logits = Some.Logits(model, ids);
        using var best = adapter.CopyWeights();
        using (no_grad())
            adapter.Flat.zero_();
        adapter.RestoreWeights(best);
        Near.Same(logits, Some.Logits(model, ids));
    }

    private LoraAdapter Random(CausalModel? target = null, LoraOptions? options = null)
    {
        var adapter = LoraAdapter.Attach(target ?? model, options ?? new LoraOptions { Dropout = 0 }, seed: 2);
        using var guard = no_grad();
        using var generator = new Generator(4);
        using var noise = randn(adapter.Flat.shape, generator: generator);
        adapter.Flat.copy_(noise * 0.2);
        return adapter;
    }
}
