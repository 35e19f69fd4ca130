namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>What the few allowed names stand for, as data: a dictionary, a shape, a storage, a tensor.</summary>
internal sealed class PickleCalls(string file, PickleCursor cursor, PickleStack stack, AllocationLimit limit)
{
    private const int MostDimensions = 64;

    private readonly List<PickleStorage> storages = [];

    /// <summary>Every storage that the pickle names.</summary>
    public IReadOnlyList<PickleStorage> Storages => storages;

    /// <summary>The value that a call of an allowed name stands for.</summary>
    public object? Call(PickleGlobal global, object?[] arguments) => (global.ToString(), arguments) switch
    {
        (PickleNames.OrderedDictionary, []) => new PickleDictionary(),
        (PickleNames.OrderedDictionary, [List<object?> pairs]) => Dictionary(pairs),
        (PickleNames.Size, [PickleTuple or List<object?>]) => arguments[0],
        (PickleNames.Parameter, [PickleTensor tensor, ..]) => tensor,
        (PickleNames.Tensor or PickleNames.Tensor2, [PickleStorage storage, long offset, var shape, var strides, ..]) =>
            new PickleTensor(storage, offset, Numbers(shape), Numbers(strides)),
        (PickleNames.Tensor3, [PickleStorage storage, long offset, var shape, var strides, _, _, PickleGlobal type, ..]) when PickleNames.IsType(type) =>
            new PickleTensor(storage, offset, Numbers(shape), Numbers(strides), type.Name),
        _ => throw cursor.Fault($"'{global}' is called with arguments that it does not take"),
    };

    /// <summary>A state that is set on a value: a dictionary's attributes, as the versions of modules, are passed over; anything else is refused.</summary>
    public void Build(object? state, object? target)
    {
        if (target is not PickleDictionary || state is not PickleDictionary)
            throw cursor.Fault("it sets the state of something that is not a dictionary");
    }

    /// <summary>The storage that a persistent id names: ("storage", type, key, device, count), in old files with a view of it as the sixth.</summary>
    public PickleStorage Storage(object? id)
    {
        if (id is not PickleTuple { Items: ["storage", PickleGlobal type, string key, _, long count, .. var rest] } || !PickleNames.IsType(type))
            throw cursor.Fault("a storage is not given as its type, key, device and count");
        if (count < 0)
            throw new CheckpointFormatException($"{file}: storage '{PickleCursor.Shortened(key)}' has {count} elements; it must not be negative.");
        var storage = rest switch
        {
            [] or [null] => new PickleStorage(type.Name, key, 0, count),
            [PickleTuple { Items: [string, long first, long size] }] when first >= 0 && size >= 0 && first <= count && size <= count - first =>
                new PickleStorage(type.Name, key, first, size),
            _ => throw cursor.Fault("a view of a storage does not lie within it"),
        };
        limit.Grow(storages, 1);
        storages.Add(storage);
        return storage;
    }

    private PickleDictionary Dictionary(List<object?> pairs)
    {
        stack.Spend(pairs.Count);
        var dictionary = new PickleDictionary();
        limit.Grow(dictionary.Entries, pairs.Count);
        foreach (object? pair in pairs)
            dictionary.Entries.Add(pair switch
            {
                PickleTuple { Items: [var key, var value] } => (key, value),
                List<object?> and [var key, var value] => (key, value),
                _ => throw cursor.Fault("a dictionary is made of something that is not pairs"),
            });
        return dictionary;
    }

    private long[] Numbers(object? value)
    {
        if (value is PickleTuple { Items.Length: <= MostDimensions } tuple && Array.TrueForAll(tuple.Items, static item => item is long))
            return Array.ConvertAll(tuple.Items, static item => (long)item!);
        throw cursor.Fault($"a shape or its strides are not a tuple of at most {MostDimensions} whole numbers");
    }
}
