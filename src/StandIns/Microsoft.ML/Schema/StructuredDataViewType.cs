namespace Microsoft.ML.Data;

/// <summary>The type of values with parts, such as vectors.</summary>
public abstract class StructuredDataViewType : DataViewType
{
    protected StructuredDataViewType(Type rawType)
        : base(rawType)
    {
    }
}
