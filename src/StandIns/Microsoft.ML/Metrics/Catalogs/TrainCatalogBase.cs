using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>What the catalogs of all tasks share: cross-validation.</summary>
public abstract class TrainCatalogBase
{
    private protected TrainCatalogBase(IHostEnvironment env) => Environment = env;

    private protected IHostEnvironment Environment { get; }

    /// <summary>Fits the estimator on all folds but one and evaluates on that one, for each fold.</summary>
    private protected CrossValidationResult<T>[] CrossValidate<T>(
        IDataView data, IEstimator<ITransformer> estimator, int numberOfFolds, string samplingKeyColumnName, int? seed, Func<IDataView, T> evaluate)
        where T : class
    {
        Check.Value(data, nameof(data));
        Check.Value(estimator, nameof(estimator));
        var splits = RowSplits.Folds(Environment, data, numberOfFolds, samplingKeyColumnName, seed);
        return [.. splits.Select((split, fold) =>
        {
            var model = estimator.Fit(split.TrainSet);
            var scores = model.Transform(split.TestSet);
            return new CrossValidationResult<T>(model, evaluate(scores), scores, fold);
        })];
    }

    /// <summary>The model of one fold with its metrics.</summary>
    public sealed class CrossValidationResult<T>
        where T : class
    {
        public readonly T Metrics;

        public readonly ITransformer Model;

        public readonly IDataView ScoredHoldOutSet;

        public readonly int Fold;

        internal CrossValidationResult(ITransformer model, T metrics, IDataView scores, int fold)
        {
            Model = model;
            Metrics = metrics;
            ScoredHoldOutSet = scores;
            Fold = fold;
        }
    }

    /// <summary>The place of a task's trainers; their verbs are extension methods.</summary>
    public abstract class CatalogInstantiatorBase
    {
        private protected CatalogInstantiatorBase(TrainCatalogBase catalog) => Owner = catalog;

        internal TrainCatalogBase Owner { get; }
    }
}
