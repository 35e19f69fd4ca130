using System.Runtime.InteropServices;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>
/// The stack of a pickle machine with its marks, the memo, and a budget of steps: whatever a pickle does, memory and time are bounded. A real file needs about
/// sixty steps for a tensor.
/// </summary>
internal sealed class PickleStack(PickleCursor cursor, AllocationLimit limit)
{
    private const int MostSteps = 4_000_000;
    private const int MemoEntryBytes = 28;

    private readonly List<object?> values = [];
    private readonly List<int> marks = [];
    private readonly Dictionary<long, object?> memo = [];
    private int steps;

    public int Count => values.Count;

    /// <summary>Counts work; a pickle that does more than any file of weights is refused.</summary>
    public void Spend(int count)
    {
        steps += count;
        if (steps > MostSteps)
            throw cursor.Fault($"it takes more than {MostSteps} steps, which no file of weights does");
        limit.Require();
    }

    public void Push(object? value)
    {
        limit.Grow(values, 1);
        values.Add(value);
    }

    public object? Pop()
    {
        object? top = Peek();
        values.RemoveAt(values.Count - 1);
        return top;
    }

    public object? Peek() => values.Count > Floor ? values[^1] : throw cursor.Fault("it takes a value where there is none");

    public void Mark()
    {
        limit.Grow(marks, 1);
        marks.Add(values.Count);
    }

    /// <summary>The values since the last mark, which goes.</summary>
    public object?[] PopMarked()
    {
        if (marks.Count == 0)
            throw cursor.Fault("it goes back to a mark where there is none");
        int start = Floor;
        marks.RemoveAt(marks.Count - 1);
        limit.Require((long)(values.Count - start) * IntPtr.Size);
        object?[] items = CollectionsMarshal.AsSpan(values)[start..].ToArray();
        values.RemoveRange(start, values.Count - start);
        Spend(items.Length);
        return items;
    }

    public PickleTuple PopTuple(int count)
    {
        var items = new object?[count];
        for (int at = count - 1; at >= 0; at--)
            items[at] = Pop();
        return new PickleTuple(items);
    }

    public void Remember(long key)
    {
        if (memo.Count == memo.Capacity)
            limit.Require((long)memo.Capacity * 2 * MemoEntryBytes);
        memo[key] = Peek();
    }

    public void RememberNext() => Remember(memo.Count);

    public object? Recall(long key) => memo.TryGetValue(key, out object? value) ? value : throw cursor.Fault($"it recalls value {key}, which it did not keep");

    private int Floor => marks.Count > 0 ? marks[^1] : 0;
}
