using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>Runs prompts through the model, packed and without padding; what all of them begin with is computed once.</summary>
internal sealed class PromptReader(CausalModel model, KeyValueCache cache)
{
    /// <summary>Most tokens of one pass, which bounds the memory of its activations.</summary>
    public const int TokensPerPass = 4096;

    /// <summary>Fills the cache, prompt i in slot i, and gives the logits that follow each prompt, (prompts, vocabulary).</summary>
    public Tensor Read(IReadOnlyList<int[]> prompts)
    {
        using var scope = NewDisposeScope();
        int prefix = prompts.Count == 1 ? 0 : CommonPrefix(prompts);
        var last = new List<Tensor>();
        for (int start = 0; start < prompts.Count;)
        {
            int end = start + 1;
            for (int tokens = prompts[start].Length; end < prompts.Count && (tokens += prompts[end].Length - prefix) <= TokensPerPass;)
                end++;
            last.Add(ReadPass(prompts, start, end, prefix));
            start = end;
        }
        return model.Logits(cat(last)).MoveToOuterDisposeScope();
    }

    /// <summary>Number of tokens that all prompts begin with; at least the last token of each is its own.</summary>
    public static int CommonPrefix(IReadOnlyList<int[]> prompts)
    {
        int length = prompts.Min(prompt => prompt.Length) - 1;
        foreach (int[] prompt in prompts)
            length = prompt.AsSpan(0, length).CommonPrefixLength(prompts[0]);
        return length;
    }

    // The hidden state at the last token of each prompt, (end - start, hidden).
    private Tensor ReadPass(IReadOnlyList<int[]> prompts, int start, int end, int prefix)
    {
        using var scope = NewDisposeScope();
        int[][] own = [.. prompts.Skip(start).Take(end - start).Select(prompt => prompt[prefix..])];
        int[] lengths = Array.ConvertAll(own, ids => ids.Length);
        long[] ids = [.. prompts[start].Take(prefix).Concat(own.SelectMany(row => row)).Select(id => (long)id)];
        long[] positions = [.. Enumerable.Range(0, prefix).Concat(lengths.SelectMany(length => Enumerable.Range(prefix, length))).Select(at => (long)at)];
        using var attention = new PromptAttention(model.Config, cache, start, prefix, lengths);
        var hidden = model.forward(Upload(ids), Upload(positions), attention);
        long at = prefix - 1;
        return hidden.index_select(0, Upload([.. lengths.Select(length => at += length)])).MoveToOuterDisposeScope();
    }

    private Tensor Upload(long[] values) => tensor(values, device: model.Device);
}
