using PretrainTinyBase.Grammar;
using SafetyML.Prompts;
using SafetyML.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace PretrainTinyBase;

/// <summary>Trains all weights of a small model on requests and answers of the tiny world.</summary>
internal sealed class Pretraining(LanguageModel model, World world, int steps, int seed)
{
    private const int Rows = 64, WarmupSteps = 100;
    private const double PeakRate = 3e-3;

    private readonly Random random = new(seed);

    public void Run(Action<int, double> report)
    {
        foreach (var parameter in model.Network.parameters())
            parameter.requires_grad = true;
        using var optimizer = optim.AdamW(model.Network.parameters(), PeakRate, beta2: 0.98);
        for (var step = 0; step < steps; step++)
        {
            optimizer.ParamGroups.First().LearningRate = Rate(step);
            report(step, Step(optimizer));
        }
    }

    private double Step(optim.Optimizer optimizer)
    {
        using var scope = NewDisposeScope();
        var batch = Batch.Pack([.. Enumerable.Range(0, Rows).Select(_ => Encode(world.Draw(random)))]);
        using var attention = new PackedAttention(model.Config, batch.Lengths, batch.Prefix);
        var hidden = model.Network.call(tensor(batch.Ids), attention.Positions(), attention); // (N, H)
        var logits = model.Network.Logits(hidden.index_select(0, tensor(batch.Predictors)));  // (M, vocabulary)
        var loss = nn.functional.cross_entropy(logits, tensor(batch.Targets));
        optimizer.zero_grad();
        loss.backward();
        nn.utils.clip_grad_norm_(model.Network.parameters(), 1.0);
        optimizer.step();
        return loss.ToSingle();
    }

    /// <summary>Linear warm-up, then a cosine down to nothing.</summary>
    private double Rate(int step) => step < WarmupSteps
        ? PeakRate * (step + 1) / WarmupSteps
        : PeakRate * 0.5 * (1 + Math.Cos(Math.PI * (step - WarmupSteps) / (steps - WarmupSteps)));

    private (int[] Ids, int Answer) Encode(Request request)
    {
        var prompt = PromptTemplate.Alpaca.Format(request.Instruction);
        int[] ids = [.. model.Tokenizer.Encode(prompt + request.Answer), Tokens.TokenizerFiles.EndId];
        return (ids, model.Tokenizer.Encode(prompt).Length);
    }
}
