using SafetyML.Torch.Models;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>
/// Keys and values of the prompts of a batch, once per prompt, and of the tokens that their beams generated since.
/// Beams never move: a step adds one column per beam, and a mask says which columns are a beam's own past.
/// </summary>
/// <remarks>Columns of a prompt: its own tokens, padding up to the longest prompt, then <c>beams</c> columns per step.</remarks>
internal sealed class KeyValueCache : IDisposable
{
    private readonly Tensor[] keys;     // a layer each: (prompts * heads, columns, head size)
    private readonly Tensor[] values;
    private readonly CacheMask[] masks; // a layer each; layers with the same window share one
    private readonly int promptColumns;
    private int steps;

    public KeyValueCache(ModelConfig config, ScalarType type, Device device, IReadOnlyList<int> promptLengths, int beams, int steps)
    {
        Beams = beams;
        Live = promptLengths.Count;
        Heads = config.KeyValueHeadCount;
        promptColumns = promptLengths.Max();
        long columns = promptColumns + ((long)beams * steps);
        Tensor Buffer() => empty([Live * Heads, columns, config.HeadSize], type, device).DetachFromDisposeScope();
        keys = [.. Enumerable.Range(0, config.LayerCount).Select(_ => Buffer())];
        values = [.. Enumerable.Range(0, config.LayerCount).Select(_ => Buffer())];
        int[] windows = [.. Enumerable.Range(0, config.LayerCount).Select(layer => config.WindowOf(layer) ?? 0)];
        var shared = windows.Distinct().ToDictionary(window => window, window => new CacheMask(promptLengths, beams, steps, window == 0 ? null : window, device));
        masks = Array.ConvertAll(windows, window => shared[window]);
        ClearPadding(promptLengths);
    }

    /// <summary>Beams per prompt.</summary>
    public int Beams { get; }

    /// <summary>Key-value heads of a layer.</summary>
    public int Heads { get; }

    /// <summary>Prompts that are still decoded; they have the first slots.</summary>
    public int Live { get; private set; }

    private long Columns => promptColumns + ((long)Beams * steps);

    private IEnumerable<Tensor> Buffers => keys.Concat(values);

    /// <summary>Keeps keys and values, (length, heads, head size), of a prompt's tokens from <paramref name="start"/> on.</summary>
    public void WritePrompt(int layer, int slot, int start, Tensor key, Tensor value)
    {
        if (key.shape[0] == 0)
            return;
        Place(keys[layer], key);
        Place(values[layer], value);

        void Place(Tensor buffer, Tensor source) => Slot(buffer, slot).narrow(1, start, source.shape[0]).copy_(source.transpose(0, 1));
    }

    /// <summary>Adds a step's columns. Row r of the batch continues row <paramref name="parents"/>[r] of the step before, or itself where null.</summary>
    public void BeginStep(Tensor? parents)
    {
        foreach (var mask in masks.Distinct())
            mask.BeginStep(Live, Columns, parents);
        steps++;
    }

    /// <summary>Keeps the keys and values of the current step's tokens, (live * beams, heads, head size).</summary>
    public void Write(int layer, Tensor key, Tensor value)
    {
        Place(keys[layer], key);
        Place(values[layer], value);

        void Place(Tensor buffer, Tensor source) => buffer
            .narrow(0, 0, (long)Live * Heads).narrow(1, Columns - Beams, Beams).view(Live, Heads, Beams, -1)
            .copy_(source.view(Live, Beams, Heads, -1).transpose(1, 2));
    }

    /// <summary>Keys and values of the live prompts up to the current step, (live * heads, columns, head size), and what the beams see of them, (live, 1, beams, 1, columns).</summary>
    public (Tensor Keys, Tensor Values, Tensor Mask) Read(int layer)
    {
        return (Used(keys[layer]), Used(values[layer]), masks[layer].Of(Live, Columns));

        Tensor Used(Tensor buffer) => buffer.narrow(0, 0, (long)Live * Heads).narrow(1, 0, Columns);
    }

    /// <summary>Gives up a slot: the last live prompt moves into it.</summary>
    public void Retire(int slot)
    {
        int last = --Live;
        if (slot == last)
            return;
        using var scope = NewDisposeScope();
        foreach (var buffer in Buffers)
            Slot(buffer, slot).narrow(1, 0, Columns).copy_(Slot(buffer, last).narrow(1, 0, Columns));
        foreach (var mask in masks.Distinct())
            mask.Move(last, slot);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in Buffers)
            buffer.Dispose();
        foreach (var mask in masks.Distinct())
            mask.Dispose();
    }

    private Tensor Slot(Tensor buffer, int slot) => buffer.narrow(0, (long)slot * Heads, Heads);

    // A masked column has the weight 0, which must not meet a NaN of uninitialised memory.
    private void ClearPadding(IReadOnlyList<int> promptLengths)
    {
        using var scope = NewDisposeScope();
        for (int slot = 0; slot < promptLengths.Count; slot++)
        {
            foreach (var buffer in Buffers)
                Slot(buffer, slot).narrow(1, promptLengths[slot], promptColumns - promptLengths[slot]).zero_();
        }
    }
}
