using System.Collections;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>A vector value, dense or sparse, whose arrays are reused from row to row.</summary>
public readonly struct VBuffer<T> : IEnumerable
{
    public readonly int Length;
    private readonly T[] _values;
    private readonly int[] _indices;
    private readonly int _count;

    public VBuffer(int length, T[] values, int[] indices = null)
        : this(length, length, values, indices)
    {
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        Check.Param(length >= 0, nameof(length), "Must not be negative");
        Check.Param(count >= 0 && count <= length, nameof(count), "Must be between 0 and the length");
        Check.Param((values?.Length ?? 0) >= count, nameof(values), "Too short");
        Check.Param(count == length || (indices?.Length ?? 0) >= count, nameof(indices), "Too short");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public void CopyToDense(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        var editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        if (!IsDense)
            GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        Check.Param(destinationIndex >= 0 && destinationIndex <= destination.Length - Length, nameof(destination), "Not large enough to hold these values.");
        var target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (var i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        var vector = this;
        return all || IsDense
            ? DenseValues().Select((value, i) => KeyValuePair.Create(i, value))
            : Enumerable.Range(0, _count).Select(i => KeyValuePair.Create(vector._indices[i], vector._values[i]));
    }

    public IEnumerable<T> DenseValues()
    {
        var dense = new T[Length];
        CopyTo(dense);
        return dense;
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public T GetItemOrDefault(int index)
    {
        Check.Param(index >= 0 && index < Length, nameof(index), "Must be between 0 and the length");
        var position = IsDense ? index : GetIndices().BinarySearch(index);
        return position >= 0 ? _values[position] : default;
    }

    public IEnumerator GetEnumerator() => _values.GetEnumerator();

    public override string ToString() => IsDense ? $"Dense vector of size {Length}" : $"Sparse vector of size {Length}, {_count} explicit values";

    internal VBufferEditor<T> Edit() => Edit(Length, _count, keepOld: true, needsIndices: !IsDense);

    internal VBufferEditor<T> Edit(int length, int count, bool keepOld, bool needsIndices)
    {
        var values = Reuse(_values, count, keepOld);
        var indices = needsIndices ? Reuse(_indices, count, keepOld) : _indices;
        return new VBufferEditor<T>(length, values.AsSpan(0, count), needsIndices ? indices.AsSpan(0, count) : default, values, indices)
        {
            CreatedNewValues = values != _values,
            CreatedNewIndices = indices != _indices,
        };
    }

    private static TItem[] Reuse<TItem>(TItem[] array, int count, bool keepOld)
    {
        if (array?.Length >= count)
            return array;
        var larger = new TItem[count];
        if (keepOld)
            array?.CopyTo(larger, 0);
        return larger;
    }
}
