using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>
/// Keys and values of the prompts of a batch, once per prompt, and of the tokens that their beams generated since.
/// Beams never move: a step adds one column per beam, and a mask says which columns are a beam's own past. Columns that no beam sees any more
/// are dropped now and then; as beams soon share most of their past, little more is kept than one sequence per prompt.
/// </summary>
internal sealed class KeyValueCache : IDisposable
{
    private const int StepsBetweenDrops = 16;

    // Attention works on whole blocks, so that the library meets few shapes to prepare kernels for.
    private const int Block = 32;

    private readonly Tensor[] keys;     // a layer each: (prompts * heads, capacity, head size)
    private readonly Tensor[] values;
    private readonly CacheMask[] masks; // a layer each; layers with the same window share one
    private readonly CacheMask[] distinctMasks;
    private readonly long capacity;
    private long columns;
    private int steps;

    public KeyValueCache(ModelConfig config, ScalarType type, Device device, IReadOnlyList<int> promptLengths, int beams, int steps)
    {
        Beams = beams;
        Live = promptLengths.Count;
        Heads = config.KeyValueHeadCount;
        columns = promptLengths.Max();
        capacity = WholeBlocks(columns + ((long)beams * steps));
        // Masked columns have the weight 0, which must not meet a NaN of uninitialised memory.
        Tensor[] Buffers() => [.. Enumerable.Range(0, config.LayerCount).Select(_ => zeros([Live * Heads, capacity, config.HeadSize], type, device).DetachFromDisposeScope())];
        (keys, values) = (Buffers(), Buffers());
        int[] windows = [.. Enumerable.Range(0, config.LayerCount).Select(layer => config.WindowOf(layer) ?? 0)];
        var byWindow = windows.Distinct().ToDictionary(window => window, window => new CacheMask(promptLengths, beams, capacity, window == 0 ? null : window, device));
        masks = Array.ConvertAll(windows, window => byWindow[window]);
        distinctMasks = [.. byWindow.Values];
    }

    /// <summary>Beams per prompt.</summary>
    public int Beams { get; }

    /// <summary>Key-value heads of a layer.</summary>
    public int Heads { get; }

    /// <summary>Prompts that are still decoded; they have the first slots.</summary>
    public int Live { get; private set; }

    private IEnumerable<Tensor> AllBuffers => keys.Concat(values);

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
        if (parents is not null)
        {
            foreach (var mask in distinctMasks)
                mask.Inherit(Live, columns, parents);
        }
        if (Beams > 1 && ++steps % StepsBetweenDrops == 0)
            DropUnseenColumns();
        foreach (var mask in distinctMasks)
            mask.Add(Live, columns);
        columns += Beams;
    }

    /// <summary>Keeps the keys and values of the current step's tokens, (live * beams, heads, head size).</summary>
    public void Write(int layer, Tensor key, Tensor value)
    {
        Place(keys[layer], key);
        Place(values[layer], value);

        void Place(Tensor buffer, Tensor source) => buffer
            .narrow(0, 0, (long)Live * Heads).narrow(1, columns - Beams, Beams).view(Live, Heads, Beams, -1)
            .copy_(source.view(Live, Beams, Heads, -1).transpose(1, 2));
    }

    /// <summary>Keys and values of the live prompts up to the current step, (live * heads, columns, head size), and what the beams see of them, (live, 1, beams, 1, columns).</summary>
    public (Tensor Keys, Tensor Values, Tensor Mask) Read(int layer)
    {
        long used = WholeBlocks(columns);
        return (Used(keys[layer]), Used(values[layer]), masks[layer].Of(Live, used));

        Tensor Used(Tensor buffer) => buffer.narrow(0, 0, (long)Live * Heads).narrow(1, 0, used);
    }

    /// <summary>Gives up a slot: the last live prompt moves into it.</summary>
    public void Retire(int slot)
    {
        int last = --Live;
        if (slot == last)
            return;
        using var scope = NewDisposeScope();
        foreach (var buffer in AllBuffers)
            Slot(buffer, slot).narrow(1, 0, columns).copy_(Slot(buffer, last).narrow(1, 0, columns));
        foreach (var mask in distinctMasks)
            mask.Move(last, slot);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var buffer in AllBuffers)
            buffer.Dispose();
        foreach (var mask in distinctMasks)
            mask.Dispose();
    }

    private static long WholeBlocks(long columns) => (columns + Block - 1) / Block * Block;

    private Tensor Slot(Tensor buffer, int slot) => buffer.narrow(0, (long)slot * Heads, Heads);

    // What a prompt keeps beyond its seen columns, so that all keep as many, is seen by none of its beams.
    private void DropUnseenColumns()
    {
        using var scope = NewDisposeScope();
        var seen = distinctMasks.Select(mask => mask.Seen(Live, columns)).Aggregate((left, right) => left.logical_or(right));
        long kept = seen.sum(1).max().item<long>();
        if (kept == columns)
            return;
        var (_, indices) = seen.to(ScalarType.Int64).sort(1, descending: true, stable: true);
        var order = indices.narrow(1, 0, kept);                                                                     // (live, kept)
        var starts = (arange((long)Live * Heads, device: order.device) * capacity).view(Live, Heads, 1);
        var rows = (starts + order.unsqueeze(1)).view(-1);                                                          // (live * heads * kept)
        foreach (var buffer in AllBuffers)
        {
            var taken = buffer.view(-1, buffer.shape[2]).index_select(0, rows).view((long)Live * Heads, kept, -1);
            buffer.narrow(0, 0, (long)Live * Heads).narrow(1, 0, kept).copy_(taken);
        }
        foreach (var mask in distinctMasks)
            mask.Keep(order);
        columns = kept;
    }
}
