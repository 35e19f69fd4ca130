namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>A name in a pickle that is allowed; it is a word, never something that runs.</summary>
internal sealed record PickleGlobal(string Module, string Name)
{
    private readonly string text = $"{Module}.{Name}";

    public override string ToString() => text;
}

/// <summary>A tuple: it does not change once it is made.</summary>
internal sealed record PickleTuple(object?[] Items)
{
    public static PickleTuple Empty { get; } = new([]);
}

/// <summary>A dictionary of any kind, in the order of its entries; of two entries with one key the later counts.</summary>
internal sealed class PickleDictionary
{
    private List<(object? Key, object? Value)>? entries;

    /// <summary>The entries; there is no list before it is asked for, as an empty dictionary takes one byte of a file.</summary>
    public List<(object? Key, object? Value)> Entries => entries ??= [];

    /// <summary>The value of a text key, or null.</summary>
    public object? this[string key] => entries?.FindLast(entry => entry.Key is string text && text == key).Value;
}

/// <summary>Elements that lie together in the file.</summary>
/// <param name="Type">The name of their type, as in <c>FloatStorage</c>.</param>
/// <param name="Key">Under which the file holds them.</param>
/// <param name="First">Where they begin within what the file holds, in elements.</param>
/// <param name="Count">How many they are.</param>
internal sealed record PickleStorage(string Type, string Key, long First, long Count);

/// <summary>A view of a storage; offset, shape and strides in elements.</summary>
internal sealed record PickleTensor(PickleStorage Storage, long Offset, long[] Shape, long[] Strides, string? Type = null);

/// <summary>What one pickle holds: its value, how many bytes it took, and every storage that it names.</summary>
internal sealed record PickleContent(object? Value, int Length, IReadOnlyList<PickleStorage> Storages);
