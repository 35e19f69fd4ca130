namespace Microsoft.ML.Transforms;

/// <summary>How many keys there may be, in which order, and whether the values behind them are kept as text.</summary>
internal sealed record KeyOptions(int Maximum, ValueToKeyMappingEstimator.KeyOrdinality Ordinality, bool ValuesAsText);
