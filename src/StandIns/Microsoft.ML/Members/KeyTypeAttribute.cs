namespace Microsoft.ML.Data;

/// <summary>Makes an unsigned member a key column; member value k, counted from 0, becomes key k + 1.</summary>
[AttributeUsage(AttributeTargets.Field | AttributeTargets.Property, AllowMultiple = false, Inherited = true)]
public sealed class KeyTypeAttribute : Attribute
{
    public KeyTypeAttribute(ulong count) => Count = count;

    internal ulong Count { get; }
}
