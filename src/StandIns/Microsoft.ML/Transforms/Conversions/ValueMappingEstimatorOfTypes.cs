namespace Microsoft.ML.Transforms;

/// <summary>Replaces values of one type by those of another that a table gives for them.</summary>
public sealed class ValueMappingEstimator<TKey, TValue> : ValueMappingEstimator
{
    internal ValueMappingEstimator(IValueMap map, params (string Output, string Input)[] columns)
        : base(map, columns)
    {
    }
}
