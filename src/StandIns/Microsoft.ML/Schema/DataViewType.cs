namespace Microsoft.ML.Data;

/// <summary>The type of a column: what its values are and in which .NET type they come.</summary>
public abstract class DataViewType : IEquatable<DataViewType>
{
    private protected DataViewType(Type rawType) => RawType = Runtime.Check.Value(rawType, nameof(rawType));

    /// <summary>The .NET type of a value as a <see cref="ValueGetter{TValue}"/> gives it.</summary>
    public Type RawType { get; }

    public abstract bool Equals(DataViewType other);
}
