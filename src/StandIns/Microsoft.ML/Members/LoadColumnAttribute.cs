namespace Microsoft.ML.Data;

/// <summary>Says which fields of a text file a member is read from.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class LoadColumnAttribute : Attribute
{
    public LoadColumnAttribute(int fieldIndex) => Sources = [fieldIndex];

    public LoadColumnAttribute(int start, int end) => Sources = [.. Enumerable.Range(start, end - start + 1)];

    public LoadColumnAttribute(int[] columnIndexes) => Sources = columnIndexes;

    internal int[] Sources { get; }
}
