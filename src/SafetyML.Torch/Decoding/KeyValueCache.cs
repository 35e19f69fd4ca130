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

    private readonly Tensor[] keys;     // a layer each: (prompts * heads, head size, capacity), as their product with the queries reads them
    private readonly Tensor[] values;   // a layer each: (prompts * heads, capacity, head size)
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
        Tensor[] Buffers(params long[] shape) => [.. Enumerable.Range(0, config.LayerCount).Select(_ => zeros(shape, type, device).DetachFromDisposeScope())];
        (keys, values) = (Buffers(Live * Heads, config.HeadSize, capacity), Buffers(Live * Heads, capacity, config.HeadSize));
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

    /// <summary>All buffers, each with the axis of its columns.</summary>
    private IEnumerable<(Tensor Buffer, int Axis)> Buffers => keys.Select(buffer => (buffer, 2)).Concat(values.Select(buffer => (buffer, 1)));

    /// <summary>Keeps keys and values, (length, heads, head size), of a prompt's tokens from <paramref name="start"/> on.</summary>
    public void WritePrompt(int layer, int slot, int start, Tensor key, Tensor value)
    {
        if (key.shape[0] == 0)
            return;
        Slot(keys[layer], slot).narrow(2, start, key.shape[0]).copy_(key.permute(1, 2, 0));
        Slot(values[layer], slot).narrow(1, start, value.shape[0]).copy_(value.transpose(0, 1));
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
        Step(keys[layer], 2).view(Live, Heads, -1, Beams).copy_(key.view(Live, Beams, Heads, -1).permute(0, 2, 3, 1));
        Step(values[layer], 1).view(Live, Heads, Beams, -1).copy_(value.view(Live, Beams, Heads, -1).transpose(1, 2));

        Tensor Step(Tensor buffer, int axis) => OfLive(buffer).narrow(axis, columns - Beams, Beams);
    }

    /// <summary>
    /// Keys (live * heads, head size, columns) and values (live * heads, columns, head size) of the live prompts up to the current step,
    /// and what the beams see of them, (live, 1, beams, 1, columns).
    /// </summary>
    public (Tensor Keys, Tensor Values, Tensor Mask) Read(int layer)
    {
        long used = WholeBlocks(columns);
        return (OfLive(keys[layer]).narrow(2, 0, used), OfLive(values[layer]).narrow(1, 0, used), masks[layer].Of(Live, used));
    }

    /// <summary>Gives up a slot: the last live prompt moves into it.</summary>
    public void Retire(int slot)
    {
        int last = --Live;
        if (slot == last)
            return;
        using var scope = NewDisposeScope();
        foreach (var (buffer, axis) in Buffers)
            Slot(buffer, slot).narrow(axis, 0, columns).copy_(Slot(buffer, last).narrow(axis, 0, columns));
        foreach (var mask in distinctMasks)
            mask.Move(last, slot);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var (buffer, _) in Buffers)
            buffer.Dispose();
        foreach (var mask in distinctMasks)
            mask.Dispose();
    }

    private static long WholeBlocks(long columns) => (columns + Block - 1) / Block * Block;

    private Tensor OfLive(Tensor buffer) => buffer.narrow(0, 0, (long)Live * Heads);

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
        var places = order.repeat_interleave(Heads, 0);                                                             // (live * heads, kept)
        foreach (var (buffer, axis) in Buffers)
        {
            var rows = OfLive(buffer);
            var all = axis == 1 ? places.unsqueeze(2).expand(-1, -1, rows.shape[2]) : places.unsqueeze(1).expand(-1, rows.shape[1], -1);
            rows.narrow(axis, 0, kept).copy_(rows.gather(axis, all));
        }
        foreach (var mask in distinctMasks)
            mask.Keep(order);
        columns = kept;
    }
}
