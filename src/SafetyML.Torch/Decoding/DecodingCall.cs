using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Decoding;

/// <summary>One call of <see cref="TextGenerator"/>: checked prompts, the way to choose tokens, and the results.</summary>
internal sealed class DecodingCall
{
    private readonly CausalModel model;
    private readonly ModelTokenizer? tokenizer;
    private readonly HashSet<int> endTokens;
    private readonly IReadOnlyList<int[]> prompts;
    private readonly DecodingOptions options;
    private readonly ICandidateSource source;
    private readonly StopStrings stops;

    /// <param name="model">The model.</param>
    /// <param name="tokenizer">Gives the text of tokens; without one all texts are empty.</param>
    /// <param name="prompts">Token ids.</param>
    /// <param name="options">How to decode.</param>
    public DecodingCall(CausalModel model, ModelTokenizer? tokenizer, IReadOnlyList<int[]> prompts, DecodingOptions options)
    {
        options.Validate();
        this.model = model;
        this.tokenizer = tokenizer;
        endTokens = [.. model.Config.EndOfTextIds, .. options.EndTokens];
        this.prompts = prompts;
        this.options = options;
        source = options switch
        {
            { Sample: true } => new SampledCandidates(options, options.Seed ?? Random.Shared.Next()),
            { Beams: > 1 } => new BeamCandidates(options, endTokens.Count),
            _ => new GreedyCandidates(options),
        };
        stops = new(options.StopStrings, DecodeAll);
        CheckPrompts();
    }

    /// <summary>Answers all prompts, in their order.</summary>
    public Generation[] Run(IProgress<GenerationProgress>? progress, CancellationToken cancellationToken)
    {
        var results = new Generation[prompts.Count];
        int completed = 0;
        long newTokens = 0;
        foreach (int[] batch in Batches())
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var decoder = NewDecoder(batch);
            Complete(decoder.Start());
            while (decoder.Live.Count > 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Complete(decoder.Step());
            }
        }
        return results;

        void Complete(IReadOnlyList<ActivePrompt> finished)
        {
            foreach (var prompt in finished)
            {
                results[prompt.Index] = ToGeneration(prompt.Search);
                newTokens += results[prompt.Index].Ids.Length;
                progress?.Report(new(++completed, prompts.Count, newTokens));
            }
        }
    }

    /// <summary>Answers the only prompt in chunks.</summary>
    public IEnumerable<string> Stream(CancellationToken cancellationToken)
    {
        using var decoder = NewDecoder([0]);
        var search = decoder.Live[0].Search;
        var decoding = tokenizer?.CreateDecoder();
        var text = new TextStream(id => decoding?.Append(id) ?? "", stops);
        decoder.Start();
        while (!search.IsDone)
        {
            if (text.Next(search.Certain) is { Length: > 0 } chunk)
                yield return chunk;
            cancellationToken.ThrowIfCancellationRequested();
            decoder.Step();
        }
        if (text.Finish(ToGeneration(search).Text) is { Length: > 0 } rest)
            yield return rest;
    }

    private IEnumerable<int[]> Batches()
    {
        var config = model.Config;
        long bytes = 2L * config.LayerCount * config.KeyValueHeadCount * config.HeadSize * model.Head.ElementSize;
        return BatchPlan.Split([.. prompts.Select(prompt => prompt.Length)], options.BatchSize, source.Beams, options.MaxNewTokens, bytes);
    }

    private BatchDecoder NewDecoder(int[] batch) =>
        new(model, source, [.. batch.Select(NewPrompt)], batch.Max(Limit), options.RepetitionPenalty);

    private ActivePrompt NewPrompt(int index)
    {
        int limit = Limit(index);
        var reason = limit < options.MaxNewTokens ? FinishReason.ContextLength : FinishReason.MaxNewTokens;
        FinishReason? Ends(Hypothesis sequence)
        {
            if (endTokens.Contains(sequence.Token))
                return FinishReason.EndOfText;
            return stops.Ends(sequence) ? FinishReason.StopString : sequence.Length == limit ? reason : null;
        }
        bool single = source.Beams == 1;
        return new(index, prompts[index], new(source.Beams, options.LengthPenalty, single || options.EarlyStopping, Ends));
    }

    private int Limit(int index) => Math.Min(options.MaxNewTokens, model.Config.MaxPositions - prompts[index].Length);

    private Generation ToGeneration(BeamSearch search)
    {
        Generation[] answers = [.. search.Finished.Select(ToGeneration)];
        return answers[0] with { Alternatives = answers[1..] };
    }

    private Generation ToGeneration(FinishedHypothesis answer)
    {
        int[] ids = answer.Hypothesis.Ids();
        return new(ids, stops.Cut(Decode(ids)), source.Beams == 1 ? null : answer.Score, answer.Reason);
    }

    private string Decode(IReadOnlyList<int> ids) => tokenizer?.Decode(ids) ?? "";

    // A stop string may be a special token, which the answer's text leaves out.
    private string DecodeAll(IReadOnlyList<int> ids) => tokenizer?.Decode(ids, skipSpecialTokens: false) ?? "";

    private void CheckPrompts()
    {
        int vocabulary = model.Config.VocabularySize;
        for (int i = 0; i < prompts.Count; i++)
        {
            if (prompts[i].Length == 0 || prompts[i].Length >= model.Config.MaxPositions)
                throw new PromptLengthException(i, prompts.Count, prompts[i].Length, model.Config.MaxPositions);
            if (Array.FindIndex(prompts[i], id => id < 0 || id >= vocabulary) is var place and >= 0)
                throw new ArgumentException(
                    $"Prompt {i} (from 0) has token {prompts[i][place]}; the model knows {vocabulary} tokens, from 0. Is the tokenizer that of the model?");
        }
    }
}
