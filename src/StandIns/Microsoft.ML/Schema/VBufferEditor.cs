namespace Microsoft.ML.Data;

/// <summary>Makes editors that write a vector into the arrays of another one.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> CreateFromBuffer<T>(scoped ref VBuffer<T> destination) => destination.Edit();

    public static VBufferEditor<T> Create<T>(
        scoped ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null) => destination.Edit(newLogicalLength, valuesCount ?? newLogicalLength);
}
