namespace Microsoft.ML.Transforms;

/// <summary>A table from keys to values.</summary>
internal interface IValueMap
{
    /// <summary>The type and annotations of the values.</summary>
    DataViewSchema.DetachedColumn Value { get; }

    Delegate Getter(DataViewRow row, DataViewSchema.Column input);

    void Write(BinaryWriter writer);
}
