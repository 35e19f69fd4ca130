namespace Microsoft.ML.Data;

/// <summary>Writes the values of a vector in place; <see cref="Commit"/> makes the vector.</summary>
public readonly ref struct VBufferEditor<T>
{
    public readonly Span<T> Values;

    public readonly Span<int> Indices;

    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(int length, Span<T> values, Span<int> indices, T[] valueArray, int[] indexArray)
    {
        _length = length;
        Values = values;
        Indices = indices;
        _values = valueArray;
        _indices = indexArray;
    }

    public bool CreatedNewValues { get; internal init; }

    public bool CreatedNewIndices { get; internal init; }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    public VBuffer<T> CommitTruncated(int physicalValuesCount) => new(_length, physicalValuesCount, _values, _indices);
}
