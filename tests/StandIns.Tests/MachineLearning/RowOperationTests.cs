using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class RowOperationTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void TakeRows_AndSkipRows_KeepTheOrder()
    {
        var data = Samples.Load(_ml);

        Assert.Equal(["Ada", "Bo"], _ml.Data.TakeRows(data, 2).GetColumn<string>("Name"));
        Assert.Equal(["Bo", "Cy"], _ml.Data.SkipRows(data, 1).GetColumn<string>("Name"));
        Assert.Equal(2, _ml.Data.SkipRows(data, 1).GetRowCount());
    }

    [Fact]
    public void FilterRowsByColumn_Bounds_IncludeTheLowerOnly()
    {
        var data = _ml.Data.FilterRowsByColumn(Samples.Load(_ml), "Age", lowerBound: 7, upperBound: 81);

        Assert.Equal(["Ada", "Bo"], data.GetColumn<string>("Name"));
        Assert.Null(data.GetRowCount());
    }

    [Fact]
    public void FilterRowsByColumn_NotANumber_SaysTheType()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Data.FilterRowsByColumn(Samples.Load(_ml), "Name", lowerBound: 0));

        Assert.StartsWith("Schema mismatch for filter column 'Name': expected number, got String", error.Message);
    }

    [Fact]
    public void ShuffleRows_SameSeed_GivesTheSameOrderOfTheSameRows()
    {
        var data = Numbers(200);

        var first = _ml.Data.ShuffleRows(data, seed: 5).GetColumn<float>("Age").ToList();
        var second = new MLContext(seed: 9).Data.ShuffleRows(data, seed: 5).GetColumn<float>("Age").ToList();

        Assert.Equal(first, second);
        Assert.NotEqual(data.GetColumn<float>("Age"), first);
        Assert.Equal(data.GetColumn<float>("Age"), first.Order());
    }

    [Fact]
    public void TrainTestSplit_Fraction_SplitsWithoutLoss()
    {
        var split = _ml.Data.TrainTestSplit(Numbers(1000), testFraction: 0.3, seed: 3);

        var train = split.TrainSet.GetColumn<float>("Age").ToList();
        var test = split.TestSet.GetColumn<float>("Age").ToList();
        Assert.InRange(test.Count, 240, 360);
        Assert.Equal(Enumerable.Range(0, 1000).Select(i => (float)i), train.Concat(test).Order());
        Assert.Equal(train.Order(), train);
        Assert.Equal(["Age"], split.TrainSet.Schema.Where(column => !column.IsHidden).Select(column => column.Name));
    }

    [Fact]
    public void TrainTestSplit_SameSeed_GivesTheSameRows()
        => Assert.Equal(
            _ml.Data.TrainTestSplit(Numbers(100), seed: 3).TestSet.GetColumn<float>("Age"),
            _ml.Data.TrainTestSplit(Numbers(100), seed: 3).TestSet.GetColumn<float>("Age"));

    [Fact]
    public void TrainTestSplit_SamplingKey_KeepsEqualKeysTogether()
    {
        var rows = Enumerable.Range(0, 200).Select(i => new Named { Name = $"group {i % 20}" });

        var split = _ml.Data.TrainTestSplit(_ml.Data.LoadFromEnumerable(rows), testFraction: 0.3, samplingKeyColumnName: "Name", seed: 3);

        var test = split.TestSet.GetColumn<string>("Name").GroupBy(name => name).ToList();
        Assert.NotEmpty(test);
        Assert.All(test, group => Assert.Equal(10, group.Count()));
    }

    [Fact]
    public void CrossValidationSplit_Folds_TestEachRowOnce()
    {
        var folds = _ml.Data.CrossValidationSplit(Numbers(100), numberOfFolds: 4, seed: 3);

        Assert.Equal(4, folds.Count);
        Assert.Equal(Enumerable.Range(0, 100).Select(i => (float)i), folds.SelectMany(fold => fold.TestSet.GetColumn<float>("Age")).Order());
        Assert.All(folds, fold => Assert.Equal(100, fold.TestSet.GetColumn<float>("Age").Count() + fold.TrainSet.GetColumn<float>("Age").Count()));
    }

    [Fact]
    public void CrossValidate_Regression_EvaluatesEachFold()
    {
        var data = _ml.Data.LoadFromEnumerable(Enumerable.Range(0, 60).Select(i => new Aged { Age = i }));
        var estimator = _ml.Transforms.CopyColumns("Label", "Age").Append(_ml.Transforms.CopyColumns("Score", "Age"));

        var results = _ml.Regression.CrossValidate(data, estimator, numberOfFolds: 3, seed: 2);

        Assert.Equal([0, 1, 2], results.Select(result => result.Fold));
        Assert.All(results, result => Assert.Equal(0, result.Metrics.MeanAbsoluteError));
        Assert.Equal(60, results.Sum(result => result.ScoredHoldOutSet.GetColumn<float>("Score").Count()));
    }

    [Fact]
    public void Cache_ColumnReadTwice_IsComputedOnce()
    {
        var calls = 0;
        var data = Samples.Load(_ml);
        var counting = _ml.Transforms.CustomMapping<Named, Greeting>((_, to) => to.Length = Interlocked.Increment(ref calls), contractName: null);

        var cached = _ml.Data.Cache(counting.Fit(data).Transform(data));

        Assert.Equal(cached.GetColumn<int>("Length"), cached.GetColumn<int>("Length"));
        Assert.Equal(3, calls);
    }

    private IDataView Numbers(int count) => _ml.Data.LoadFromEnumerable(Enumerable.Range(0, count).Select(i => new Aged { Age = i }).ToList());
}
