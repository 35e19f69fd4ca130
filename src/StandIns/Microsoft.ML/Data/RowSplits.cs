using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Splits rows into those to train on and those to test on.</summary>
internal static class RowSplits
{
    /// <summary>Tests on the rows whose share of [0, 1) lies below the fraction.</summary>
    public static DataOperationsCatalog.TrainTestData TrainTest(
        IHostEnvironment environment, IDataView data, double testFraction, string samplingKey, int? seed)
        => Between(data, Shares(environment, data, samplingKey, seed), 0, testFraction);

    public static IEnumerable<DataOperationsCatalog.TrainTestData> Folds(
        IHostEnvironment environment, IDataView data, int folds, string samplingKey, int? seed)
    {
        Check.Param(folds > 1, "numberOfFolds", "Must be more than 1");
        var shares = Shares(environment, data, samplingKey, seed);
        return Enumerable.Range(0, folds).Select(fold => Between(data, shares, (double)fold / folds, (double)(fold + 1) / folds));
    }

    private static SplitShares Shares(IHostEnvironment environment, IDataView data, string samplingKey, int? seed)
    {
        DataViewSchema.Column? key = samplingKey == null ? null
            : data.Schema.GetColumnOrNull(samplingKey) ?? throw Check.MissingColumn("samplingKeyColumn", "SamplingKeyColumn", samplingKey);
        var used = seed ?? (environment as RootEnvironment)?.Seed ?? Random.Shared.Next();
        return new SplitShares(key is { } column ? [column] : [], RowShares.Create(data, key, used));
    }

    private static DataOperationsCatalog.TrainTestData Between(IDataView data, SplitShares shares, double low, double high)
    {
        return new(View(inTest: false), View(inTest: true));

        FilteredView View(bool inTest) => new(data, shares.Columns, row =>
        {
            var share = shares.Of(row);
            return () => share() is var value && (value >= low && value < high) == inTest;
        });
    }

    private sealed record SplitShares(DataViewSchema.Column[] Columns, Func<DataViewRow, Func<double>> Of);
}
