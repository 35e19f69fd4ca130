using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class ChainTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Append_Estimators_FitOnWhatComesBefore()
    {
        var data = Samples.Load(_ml);

        var model = _ml.Transforms.CopyColumns("A", "Name").Append(_ml.Transforms.CopyColumns("B", "A")).Append(_ml.Transforms.DropColumns("A")).Fit(data);

        Assert.Equal(3, model.Count());
        Assert.Equal(["Ada", "Bo", "Cy"], model.Transform(data).GetColumn<string>("B"));
        Assert.Same(model.Last(), model.LastTransformer);
    }

    [Fact]
    public void Fit_ColumnMissingFromTheStart_FailsBeforeAnyFit()
    {
        var fitted = false;
        var first = _ml.Transforms.CopyColumns("A", "Name").WithOnFitDelegate(_ => fitted = true);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => first.Append(_ml.Transforms.CopyColumns("B", "Nam")).Fit(Samples.Load(_ml)));

        Assert.StartsWith("Could not find input column 'Nam'", error.Message);
        Assert.False(fitted);
    }

    [Fact]
    public void Append_Transformers_RunOneAfterTheOther()
    {
        var data = Samples.Load(_ml);
        var first = _ml.Transforms.CopyColumns("A", "Name").Fit(data);
        var second = _ml.Transforms.CopyColumns("B", "A").Fit(first.Transform(data));

        var chain = first.Append(second);

        Assert.Equal(["Ada", "Bo", "Cy"], chain.Transform(data).GetColumn<string>("B"));
        Assert.Same(second, chain.LastTransformer);
    }

    [Fact]
    public void TransformerChain_Constructor_TakesTransformers()
    {
        var data = Samples.Load(_ml);
        var copy = _ml.Transforms.CopyColumns("A", "Name").Fit(data);

        var chain = new TransformerChain<ITransformer>(copy);

        Assert.True(((ITransformer)chain).IsRowToRowMapper);
        Assert.Equal(["Ada", "Bo", "Cy"], chain.Transform(data).GetColumn<string>("A"));
    }

    [Fact]
    public void Transform_TrainingScope_IsLeftOutOfScoring()
    {
        var data = Samples.Load(_ml);
        var model = new EstimatorChain<ITransformer>()
            .Append(_ml.Transforms.CopyColumns("A", "Name"), TransformerScope.Training)
            .Append(_ml.Transforms.CopyColumns("B", "Name"))
            .Fit(data);

        Assert.Null(model.Transform(data).Schema.GetColumnOrNull("A"));
        Assert.NotNull(model.Transform(data, TransformerScope.Everything).Schema.GetColumnOrNull("A"));
        Assert.Single(model.GetModelFor(TransformerScope.Scoring));
    }

    [Fact]
    public void AppendCacheCheckpoint_MappingBefore_RunsOnceForEachRow()
    {
        var calls = 0;
        var data = _ml.Data.LoadFromEnumerable([new Named { Name = "a" }, new Named { Name = "b" }]);
        _ml.Transforms.CustomMapping<Named, Greeting>((from, to) => to.Text = from.Name + Interlocked.Increment(ref calls), contractName: null)
            .AppendCacheCheckpoint(_ml)
            .Append(_ml.Transforms.Conversion.MapValueToKey("First", "Text"))
            .Append(_ml.Transforms.Conversion.MapValueToKey("Second", "Text"))
            .Fit(data);

        Assert.Equal(2, calls);
    }

    [Fact]
    public void Dispose_Chain_DisposesItsTransformers()
    {
        var disposed = new Disposed();

        new TransformerChain<ITransformer>(disposed).Dispose();

        Assert.True(disposed.IsDisposed);
    }

    private sealed class Disposed : ITransformer, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool IsRowToRowMapper => false;

        public void Dispose() => IsDisposed = true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => input;
    }
}
