using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Training;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Training;

public sealed class LoraTrainerTests
{
    private static readonly TrainingOptions Quick = new() { Epochs = 2, BatchSize = 4, WarmupSteps = 1, LearningRate = 0.01 };

    [Fact]
    public void Evaluate_NoLabelledToken_IsRefused()
    {
        using var model = Some.Model();

        Fails.Saying<ArgumentException>(
            "No row has a labelled token after its first", () => LoraTrainer.Evaluate(model, [new TrainingExample([5], [5])], tokenBudget: 100));
    }

    [Fact]
    public void Train_RowsWithAPattern_LowersTheLoss()
    {
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions { TargetModules = [LoraOptions.AllLinear] }, seed: 1);

        var result = new LoraTrainer().Train(model, adapter, Rows(8), [], Quick with { Epochs = 20 });

        Assert.True(result.Steps[^1].Loss < result.Steps[0].Loss - 0.5, $"{result.Steps[0].Loss} became {result.Steps[^1].Loss}");
    }

    [Fact]
    public void Train_AnyRun_LeavesTheBaseWeightsAsTheyWere()
    {
        using var model = Some.Model();
        var before = model.state_dict().ToDictionary(item => item.Key, item => item.Value.clone());
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);

        new LoraTrainer().Train(model, adapter, Rows(8), [], Quick);

        Assert.All(before, item => Near.Same(item.Value, model.state_dict()[item.Key]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Train_SameSeed_GivesTheSameAdapterBitForBit(double dropout)
    {
        using var first = Trained(Quick, dropout);
        using var second = Trained(Quick, dropout);
        using var other = Trained(Quick with { Seed = 43 }, dropout);

        Near.Same(first, second);
        Assert.NotEqual(0, Near.Difference(first, other));
    }

    [Fact]
    public void Accumulate_AnyTokenBudget_GivesTheSameLossAndGradient()
    {
        using var model = Some.Model();
        using var adapter = Random(model);

        var whole = LoraTrainer.Accumulate(model, adapter, Rows(6), tokenBudget: 10_000);
        using var gradient = adapter.FlatGradient.clone();
        var single = LoraTrainer.Accumulate(model, adapter, Rows(6), tokenBudget: 1);

        Assert.Equal(whole, single, 1e-5);
        Near.Check(gradient, adapter.FlatGradient, 1e-4 * gradient.abs().max().item<float>());
    }

    [Fact]
    public void Accumulate_PackedRows_EqualsTheMeanOverPlainRuns()
    {
        using var model = Some.Model();
        using var adapter = Random(model);
        var rows = Rows(4);
        var packed = LoraTrainer.Accumulate(model, adapter, rows, tokenBudget: 10_000);
        using var gradient = adapter.FlatGradient.clone();

        adapter.FlatGradient.zero_();
        using var loss = rows.Select(row => PlainLoss(model, row)).Aggregate((a, b) => a + b) / rows.Sum(row => row.LabelledTokens);
        loss.backward();

        Assert.Equal(loss.item<float>(), packed, 1e-5);
        Near.Check(adapter.FlatGradient, gradient, 1e-4 * gradient.abs().max().item<float>());
    }

    [Fact]
    public void Train_Progress_TellsEveryStep()
    {
        var seen = new List<TrainingProgress>();
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);

        var result = new LoraTrainer().Train(model, adapter, Rows(6), Rows(2), Quick with { EvaluationInterval = 2 }, new Listener(seen.Add));

        Assert.Equal(result.Steps, seen);
        Assert.Equal([1, 2, 3, 4], seen.Select(step => step.Step));
        Assert.Equal([false, true, false, true], seen.Select(step => step.ValidationLoss is not null));
        Assert.Equal(2, seen[^1].Epoch);
        Assert.Equal(2 * Rows(6).Sum(row => row.Ids.Length), seen[^1].Tokens);
        Assert.Equal(TimeSpan.Zero, seen[^1].Remaining);
    }

    [Fact]
    public void Train_ValidationLossRises_KeepsTheBestStep()
    {
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        var (training, others) = (Within(Rows(8), 3, 20), Within(Rows(4), 40, 20));

        var result = new LoraTrainer().Train(model, adapter, training, others, Quick with { Epochs = 6, EvaluationInterval = 1 });

        var best = result.Steps.MinBy(step => step.ValidationLoss)!;
        Assert.Equal(best.Step, result.BestStep);
        Assert.NotEqual(result.Steps.Count, result.BestStep);
        Assert.Equal(best.ValidationLoss!.Value, LoraTrainer.Evaluate(model, others, 10_000), 1e-6);
    }

    [Fact]
    public void Train_CancelledInAStep_ThrowsAndKeepsTheLastFinishedStep()
    {
        using var stop = new CancellationTokenSource();
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        using var kept = new Box();
        var listener = new Listener(progress =>
        {
            if (progress.Step != 2)
                return;
            kept.Value = adapter.CopyWeights();
            stop.Cancel();
        });

        Assert.Throws<OperationCanceledException>(() => new LoraTrainer().Train(model, adapter, Rows(8), [], Quick with { Epochs = 9 }, listener, stop.Token));

        Near.Same(kept.Value!, adapter.Flat);
        Assert.False(model.training);
    }

    [Fact]
    public void Train_LossBecomesNotANumber_NamesTheStepAndKeepsTheLastGoodWeights()
    {
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        using var kept = adapter.CopyWeights();
        var spoil = new Listener(progress =>
        {
            if (progress.Step == 1)
                adapter.RestoreWeights(full_like(kept, float.NaN));
        });

        var error = Assert.Throws<TrainingDivergedException>(() => new LoraTrainer().Train(model, adapter, Rows(8), [], Quick, spoil));

        Assert.Equal(2, error.Step);
        Assert.StartsWith("Training stopped at step 2: the loss is NaN", error.Message, StringComparison.Ordinal);
        Near.Same(kept, adapter.Flat);
    }

    [Fact]
    public void Train_FiftySteps_LeavesNoMoreTensorsThanFive()
    {
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        var live = new List<long>();
        var count = new Listener(_ => live.Add(DisposeScopeManager.Statistics.ThreadTotalLiveCount));

        new LoraTrainer().Train(model, adapter, Rows(8), [], Quick with { Epochs = 25 }, count);

        Assert.Equal(50, live.Count);
        Assert.Equal(live[4], live[49]);
    }

    [Fact]
    public void Train_BadExamples_SaysWhichAndWhy()
    {
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions(), seed: 1);
        string Fault(params TrainingExample[] rows) => Assert.Throws<ArgumentException>(() => new LoraTrainer().Train(model, adapter, rows, [], Quick)).Message;
        int[] none = [TrainingExample.IgnoreIndex, TrainingExample.IgnoreIndex];

        Assert.StartsWith("There is no example to train on.", Fault(), StringComparison.Ordinal);
        Assert.StartsWith("Row 1 of examples has no labelled token", Fault(new([3, 4], [3, 4]), new([3, 4], none)), StringComparison.Ordinal);
        Assert.StartsWith("Row 0 of examples has token 61; the model knows 61 tokens", Fault(new TrainingExample([3, 61], [3, 61])), StringComparison.Ordinal);
        Assert.StartsWith("Row 0 of examples has 65 tokens; the model's context is 64.", Fault(new TrainingExample(Some.Ids(65), Some.Ids(65))), StringComparison.Ordinal);
    }

    /// <summary>Rows of unequal length with one of two beginnings; every second row labels its end only.</summary>
    private static TrainingExample[] Rows(int count, int seed = 5) => [.. Enumerable.Range(0, count).Select(row =>
    {
        int[] ids = [.. Some.Ids(7, seed: row % 2), .. Some.Ids(4 + (3 * row), seed + row)];
        int[] labels = [.. ids];
        if (row % 4 < 2)
            Array.Fill(labels, TrainingExample.IgnoreIndex, 0, 8);
        return new TrainingExample(ids, labels);
    })];

    /// <summary>The same rows with ids from <paramref name="first"/> on, so that learning some makes the others less likely.</summary>
    private static TrainingExample[] Within(TrainingExample[] rows, int first, int count) =>
        [.. rows.Select(row => row.Ids.Select(id => first + (id % count)).ToArray()).Select(ids => new TrainingExample(ids, ids))];

    private static LoraAdapter Random(CausalModel model)
    {
        var adapter = LoraAdapter.Attach(model, new LoraOptions { Dropout = 0, TargetModules = [LoraOptions.AllLinear] }, seed: 1);
        using var generator = new Generator(3);
        using var weights = randn(adapter.Flat.shape, generator: generator) * 0.2;
        adapter.RestoreWeights(weights);
        return adapter;
    }

    private static Tensor Trained(TrainingOptions options, double dropout)
    {
        using var model = Some.Model();
        using var adapter = LoraAdapter.Attach(model, new LoraOptions { Dropout = dropout }, seed: 1);
        new LoraTrainer().Train(model, adapter, Rows(8), [], options);
        return adapter.CopyWeights();
    }

    /// <summary>Sum of negative log likelihoods of one row by autograd alone.</summary>
    private static Tensor PlainLoss(CausalModel model, TrainingExample row)
    {
        using var attention = new PackedAttention(model.Config, [row.Ids.Length]);
        var logits = model.Logits(model.call(Some.Tokens(row.Ids), attention.Positions(), attention));
        var targets = Some.Tokens(row.Labels[1..]);
        return nn.functional.cross_entropy(logits.narrow(0, 0, row.Ids.Length - 1), targets, ignore_index: TrainingExample.IgnoreIndex, reduction: nn.Reduction.Sum);
    }

    private sealed class Listener(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    private sealed class Box : IDisposable
    {
        public Tensor? Value { get; set; }

        public void Dispose() => Value?.Dispose();
    }
}
