using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

public sealed partial class DataOperationsCatalog
{
    /// <summary>Keeps columns in memory from their first reading on.</summary>
    public IDataView Cache(IDataView input, params string[] columnsToPrefetch)
    {
        foreach (var name in columnsToPrefetch ?? [])
            _ = Check.Value(input, nameof(input)).Schema.GetColumnOrNull(name) ?? throw Check.MissingColumn(nameof(columnsToPrefetch), "prefetch", name);
        return new CacheDataView(Check.Value(input, nameof(input)));
    }

    /// <summary>Keeps the rows whose value is at least the lower bound and below the upper one.</summary>
    public IDataView FilterRowsByColumn(
        IDataView input, string columnName, double lowerBound = double.NegativeInfinity, double upperBound = double.PositiveInfinity)
    {
        Check.NonEmpty(columnName, nameof(columnName));
        Check.Param(lowerBound < upperBound, nameof(upperBound), "Must be less than lowerBound");
        var column = Check.Value(input, nameof(input)).Schema[columnName];
        if (column.Type is not NumberDataViewType)
            throw Check.WrongColumn(nameof(columnName), "filter", columnName, "number", column.Type.ToString());
        return new FilteredView(input, [column], row =>
        {
            var read = GenericCall.Invoke<Func<double>>(Number<int>, column.Type.RawType, row, column);
            return () => read() is var value && value >= lowerBound && (value < upperBound || double.IsPositiveInfinity(upperBound)) && !double.IsNaN(value);
        });
    }

    /// <summary>Visits the rows in an order that only the seed decides.</summary>
    public IDataView ShuffleRows(IDataView input, int? seed = null, int shufflePoolSize = 1000, bool shuffleSource = true)
    {
        Check.Param(shufflePoolSize > 0, nameof(shufflePoolSize), "Must be positive");
        return new ShuffledView(Check.Value(input, nameof(input)), seed ?? (_env as RootEnvironment)?.Seed ?? Random.Shared.Next());
    }

    public IDataView SkipRows(IDataView input, long count)
    {
        Check.Param(count > 0, nameof(count), "Must be greater than zero.");
        return new SkippedRowsView(Check.Value(input, nameof(input)), count, long.MaxValue);
    }

    public IDataView TakeRows(IDataView input, long count)
    {
        Check.Param(count > 0, nameof(count), "Must be greater than zero.");
        return new SkippedRowsView(Check.Value(input, nameof(input)), 0, count);
    }

    /// <summary>Splits the rows at random; rows with an equal sampling key stay together.</summary>
    public TrainTestData TrainTestSplit(IDataView data, double testFraction = 0.1, string samplingKeyColumnName = null, int? seed = null)
    {
        Check.Param(testFraction is > 0 and < 1, nameof(testFraction), "Must be between 0 and 1 exclusive");
        return RowSplits.TrainTest(_env, Check.Value(data, nameof(data)), testFraction, samplingKeyColumnName, seed);
    }

    public IReadOnlyList<TrainTestData> CrossValidationSplit(IDataView data, int numberOfFolds = 5, string samplingKeyColumnName = null, int? seed = null)
        => [.. RowSplits.Folds(_env, Check.Value(data, nameof(data)), numberOfFolds, samplingKeyColumnName, seed)];

    private static Func<double> Number<T>(DataViewRow row, DataViewSchema.Column column)
        where T : System.Numerics.INumberBase<T>
    {
        var read = RoleColumns.Values<T>(row, column);
        return () => double.CreateChecked(read());
    }

    /// <summary>Rows to train on and rows to test on.</summary>
    public struct TrainTestData
    {
        public readonly IDataView TrainSet;

        public readonly IDataView TestSet;

        internal TrainTestData(IDataView trainSet, IDataView testSet)
        {
            TrainSet = trainSet;
            TestSet = testSet;
        }
    }
}
