using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints.Pickle;

/// <summary>Makes stored tensors of a pickled state dictionary: every view is checked against the storage that the file holds for it.</summary>
internal sealed class StateDictionary(WeightBytes file, IReadOnlyDictionary<string, (long Begin, long Length)> storages, AllocationLimit limit)
{
    /// <summary>Under which some training scripts put the state dictionary, beside optimizer and step.</summary>
    private static readonly string[] Wrappers = ["state_dict", "model_state_dict", "model", "module"];

    /// <summary>The tensors of <paramref name="root"/>, or of the dictionary that it wraps.</summary>
    public List<StoredTensor> Tensors(object? root)
    {
        var dictionary = root as PickleDictionary
            ?? throw new CheckpointFormatException($"{file.Path}: a dictionary of tensors was expected, but the pickle holds {Kind(root)}.");
        if (!dictionary.Entries.Exists(entry => entry.Value is PickleTensor))
            dictionary = Wrappers.Select(name => dictionary[name]).OfType<PickleDictionary>().FirstOrDefault() ?? dictionary;
        var tensors = new Dictionary<string, StoredTensor>(StringComparer.Ordinal);
        foreach (var (key, value) in dictionary.Entries)
        {
            limit.Require();
            if (key is string name && value is PickleTensor tensor)
                tensors[name] = Stored(name, tensor);
        }
        return tensors.Count > 0 ? [.. tensors.Values]
            : throw new CheckpointFormatException($"{file.Path}: the pickle holds no tensors by name. A state dictionary was expected.");
    }

    private StoredTensor Stored(string name, PickleTensor tensor)
    {
        var storage = tensor.Storage;
        if (!storages.TryGetValue(storage.Key, out var held))
            throw new CheckpointFormatException($"{Place(name)} lies in storage '{PickleCursor.Shortened(storage.Key)}', which the file does not hold. It is truncated.");
        var type = PickleNames.TypeOf(tensor.Type ?? storage.Type);
        int size = SafetensorsTypes.SizeOf(type);
        // An untyped storage counts bytes.
        int storageSize = SafetensorsTypes.SizeOf(PickleNames.TypeOf(storage.Type));
        if (((Int128)storage.First + storage.Count) * storageSize > held.Length)
            throw new CheckpointFormatException(
                $"{Place(name)} lies in a storage of {storage.First + (Int128)storage.Count} elements of {storageSize} bytes, but the file holds {held.Length} bytes of it.");
        long available = storage.Count * storageSize / size;
        RequireInside(name, tensor, available);
        long count = 1;
        foreach (long length in tensor.Shape)
            count *= length;
        long begin = held.Begin + (storage.First * storageSize) + (tensor.Offset * size);
        var info = new TensorInfo(name, type, tensor.Shape, count * size);
        return new StoredTensor(file.Path, info, Source(name, tensor, begin, info.ByteCount, size));
    }

    private ITensorSource Source(string name, PickleTensor tensor, long begin, long bytes, int size)
    {
        if (bytes == 0 || IsContiguous(tensor.Shape, tensor.Strides))
            return new RawTensor(file, begin);
        Int128 window = 1;
        for (int axis = 0; axis < tensor.Shape.Length; axis++)
            window += (Int128)(tensor.Shape[axis] - 1) * tensor.Strides[axis];
        return bytes <= Array.MaxLength && window * size <= Array.MaxLength ? new StridedTensor(file, begin, tensor.Shape, tensor.Strides, size)
            : throw new CheckpointFormatException($"{Place(name)} is a view of {bytes} bytes that does not lie in one piece; at most {Array.MaxLength} are read. Save it as contiguous.");
    }

    /// <summary>Refuses a view that reaches beyond its storage, and one that repeats elements: a few bytes could claim any size.</summary>
    private void RequireInside(string name, PickleTensor tensor, long available)
    {
        var (shape, strides) = (tensor.Shape, tensor.Strides);
        if (shape.Length != strides.Length || tensor.Offset < 0 || Array.Exists(shape, length => length < 0) || Array.Exists(strides, stride => stride < 0))
            throw new CheckpointFormatException(
                $"{Place(name)} has shape {TensorInfo.ShapeText(shape)}, strides {TensorInfo.ShapeText(strides)} and offset {tensor.Offset}; none may be negative, and each " +
                "dimension needs a stride.");
        Int128 last = tensor.Offset, count = 1;
        for (int axis = 0; axis < shape.Length && count <= available && last <= available; axis++)
            (last, count) = (last + ((Int128)Math.Max(shape[axis] - 1, 0) * strides[axis]), count * shape[axis]);
        bool isEmpty = Array.Exists(shape, length => length == 0);
        if (isEmpty ? tensor.Offset > available : last >= available || count > available)
            throw new CheckpointFormatException(
                $"{Place(name)}: shape {TensorInfo.ShapeText(shape)} with strides {TensorInfo.ShapeText(strides)} from element {tensor.Offset} does not lie within its " +
                $"storage of {available} elements.");
    }

    private string Place(string name) => $"{file.Path}: tensor '{PickleCursor.Shortened(name)}'";

    private static bool IsContiguous(long[] shape, long[] strides)
    {
        long expected = 1;
        for (int axis = shape.Length - 1; axis >= 0; axis--)
        {
            if (shape[axis] != 1 && strides[axis] != expected)
                return false;
            expected *= shape[axis];
        }
        return true;
    }

    private static string Kind(object? value) => value switch
    {
        null => "nothing",
        PickleTensor => "one tensor",
        List<object?> or PickleTuple => "a list",
        string => "a text",
        _ => "a number",
    };
}
