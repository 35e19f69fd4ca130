using SafetyML.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>
/// Answers a batch of prompts together, a token per row and step. All rows lie on the model's packed axis, so prompts of unequal length
/// need no padding there; a finished prompt's rows leave the batch.
/// </summary>
internal sealed class BatchDecoder : IDisposable
{
    private readonly CausalModel model;
    private readonly ICandidateSource source;
    private readonly List<ActivePrompt> live;
    private readonly KeyValueCache cache;
    private readonly StepAttention attention;
    private readonly SeenTokens? seen;

    /// <param name="model">The model.</param>
    /// <param name="source">Proposes the next tokens.</param>
    /// <param name="prompts">The prompts.</param>
    /// <param name="steps">Most new tokens of a prompt.</param>
    /// <param name="repetitionPenalty">1 where tokens that occur already need not be known.</param>
    public BatchDecoder(CausalModel model, ICandidateSource source, IReadOnlyList<ActivePrompt> prompts, int steps, double repetitionPenalty)
    {
        this.model = model;
        this.source = source;
        live = [.. prompts];
        // The last token of an answer is never fed back.
        cache = new(model.Config, model.ScalarType, model.Device, [.. prompts.Select(prompt => prompt.Ids.Length)], source.Beams, steps - 1);
        attention = new(cache);
        seen = repetitionPenalty == 1 ? null : new([.. prompts.Select(prompt => prompt.Ids)], source.Beams, model.Config.VocabularySize, model.Device);
    }

    /// <summary>Prompts that are not finished.</summary>
    public IReadOnlyList<ActivePrompt> Live => live;

    /// <summary>Reads the prompts and makes the first token of each.</summary>
    /// <returns>The prompts that are finished.</returns>
    public IReadOnlyList<ActivePrompt> Start()
    {
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        return Choose(new PromptReader(model, cache).Read([.. live.Select(prompt => prompt.Ids)]));
    }

    /// <summary>Makes the next token of every row.</summary>
    /// <returns>The prompts that this step finished.</returns>
    public IReadOnlyList<ActivePrompt> Step()
    {
        using var scope = NewDisposeScope();
        using var inference = no_grad();
        var ids = Upload(prompt => prompt.Search.Open.Select(sequence => (long)sequence.Token));
        var positions = Upload(prompt => Enumerable.Repeat((long)prompt.Ids.Length + prompt.Step - 1, source.Beams));
        var parents = Parents();
        cache.BeginStep(parents);
        seen?.Advance(parents, ids);
        return Choose(model.Logits(model.forward(ids, positions, attention)));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        cache.Dispose();
        seen?.Dispose();
    }

    private List<ActivePrompt> Choose(Tensor logits)
    {
        var proposals = source.Propose(logits.to(ScalarType.Float32), seen?.Rows(logits.shape[0] / live.Count), live);
        for (int i = 0; i < proposals.Length; i++)
            live[i].Search.Advance(proposals[i]);
        return RetireFinished();
    }

    // From the last slot down, so that the prompt that moves into a slot is never itself finished.
    private List<ActivePrompt> RetireFinished()
    {
        var finished = new List<ActivePrompt>();
        for (int slot = live.Count - 1; slot >= 0; slot--)
        {
            if (!live[slot].Search.IsDone)
                continue;
            finished.Add(live[slot]);
            cache.Retire(slot);
            seen?.Retire(slot);
            live[slot] = live[^1];
            live.RemoveAt(live.Count - 1);
        }
        return finished;
    }

    private Tensor Upload(Func<ActivePrompt, IEnumerable<long>> rows) => tensor(live.SelectMany(rows).ToArray(), device: model.Device);

    // Null where every row goes on by itself.
    private Tensor? Parents()
    {
        if (source.Beams == 1)
            return null;
        return tensor(live.SelectMany((prompt, slot) => prompt.Search.Parents.Select(row => ((long)slot * source.Beams) + row)).ToArray(), device: model.Device);
    }
}
