namespace Microsoft.ML.Data;

/// <summary>Makes editors that write a vector into the arrays of another one.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination) => destination.Edit();

    /// <summary>An editor for a vector with so many explicit values. New arrays are never larger than needed, so a capacity limits nothing.</summary>
    public static VBufferEditor<T> Create<T>(
        scoped ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        var count = valuesCount ?? newLogicalLength;
        return destination.Edit(newLogicalLength, count, keepOldOnResize, needsIndices: count < newLogicalLength || requireIndicesOnDense);
    }
}
