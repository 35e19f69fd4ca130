namespace Microsoft.ML.Data;

/// <summary>One estimator of a chain.</summary>
internal sealed record EstimatorLink(IEstimator<ITransformer> Estimator, TransformerScope Scope, bool CachesAfter);
