using Microsoft.ML.Data;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>Transforms from one type of value to another.</summary>
public static class ConversionsExtensionsCatalog
{
    /// <summary>Looks values up; a key that is not there gives 0 or an empty text.</summary>
    public static ValueMappingEstimator<TInputType, TOutputType> MapValue<TInputType, TOutputType>(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        IEnumerable<KeyValuePair<TInputType, TOutputType>> keyValuePairs,
        string inputColumnName = null,
        bool treatValuesAsKeyType = false)
        => new(ValueMaps.Create(keyValuePairs, treatValuesAsKeyType), (outputColumnName, inputColumnName ?? outputColumnName));

    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null, DataKind outputKind = DataKind.Single)
        => new(outputKind, (outputColumnName, inputColumnName ?? outputColumnName));

    public static TypeConvertingEstimator ConvertType(
        this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns, DataKind outputKind = DataKind.Single)
        => new(outputKind, InputOutputColumnPair.Tuples(columns));

    /// <summary>Gives each distinct value a key, in the order of occurrence or of the values.</summary>
    public static ValueToKeyMappingEstimator MapValueToKey(
        this TransformsCatalog.ConversionTransforms catalog,
        string outputColumnName,
        string inputColumnName = null,
        int maximumNumberOfKeys = 1000000,
        ValueToKeyMappingEstimator.KeyOrdinality keyOrdinality = ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence,
        bool addKeyValueAnnotationsAsText = false,
        IDataView keyData = null)
        => new(
            (outputColumnName, inputColumnName ?? outputColumnName), new KeyOptions(maximumNumberOfKeys, keyOrdinality, addKeyValueAnnotationsAsText), keyData);

    public static KeyToValueMappingEstimator MapKeyToValue(
        this TransformsCatalog.ConversionTransforms catalog, string outputColumnName, string inputColumnName = null)
        => new((outputColumnName, inputColumnName ?? outputColumnName));

    public static KeyToValueMappingEstimator MapKeyToValue(this TransformsCatalog.ConversionTransforms catalog, InputOutputColumnPair[] columns)
        => new(InputOutputColumnPair.Tuples(columns));
}
