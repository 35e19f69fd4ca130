using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class PredictionEngineTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Predict_RowToRowChain_GivesOneRow()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Named, Greeting>(Greet());

        Assert.Equal("Hello Ada", engine.Predict(new Named { Name = "Ada" }).Text);
        Assert.Equal(2, engine.Predict(new Named { Name = "Bo" }).Length);
        Assert.NotNull(engine.OutputSchema.GetColumnOrNull("Text"));
    }

    [Fact]
    public void Predict_ObjectGiven_FillsIt()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Named, Greeting>(Greet());
        var result = new Greeting();
        var same = result;

        engine.Predict(new Named { Name = "Ada" }, ref result);

        Assert.Same(same, result);
        Assert.Equal("Hello Ada", result.Text);
    }

    [Fact]
    public void CreatePredictionEngine_OutputMemberWithoutColumn_IsLeftOrRefused()
    {
        using var engine = _ml.Model.CreatePredictionEngine<Named, Person>(Greet());
        Assert.Equal("Ada", engine.Predict(new Named { Name = "Ada" }).Name);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Named, Person>(Greet(), ignoreMissingColumns: false));

        Assert.StartsWith("Could not find  column 'Age'", error.Message);
    }

    [Fact]
    public void CreatePredictionEngine_InputMemberMissing_NamesTheColumn()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Aged, Greeting>(Greet()));

        Assert.Contains("column 'Name'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void CreatePredictionEngine_NotRowToRow_IsRefused()
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Model.CreatePredictionEngine<Named, Greeting>(new FilteringTransformer(_ml)));

        Assert.StartsWith("Must be a row to row mapper", error.Message);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Dispose_OwnedTransformer_IsDisposedWithTheEngine(bool owns)
    {
        var transformer = new DisposableTransformer(Greet());
        var options = new PredictionEngineOptions { OwnsTransformer = owns };

        _ml.Model.CreatePredictionEngine<Named, Greeting>(transformer, options).Dispose();

        Assert.Equal(owns, transformer.IsDisposed);
    }

    private TransformerChain<ColumnCopyingTransformer> Greet()
        => _ml.Transforms.CustomMapping<Named, Greeting>(
                (from, to) =>
                {
                    to.Text = $"Hello {from.Name}";
                    to.Length = from.Name.Length;
                },
                contractName: null)
            .Append(_ml.Transforms.CopyColumns("Copy", "Text"))
            .Fit(_ml.Data.LoadFromEnumerable(Array.Empty<Named>()));

    private sealed class FilteringTransformer(MLContext ml) : ITransformer
    {
        public bool IsRowToRowMapper => false;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inputSchema;

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => throw new NotSupportedException();

        public void Save(ModelSaveContext ctx) => throw new NotSupportedException();

        public IDataView Transform(IDataView input) => ml.Data.TakeRows(input, 1);
    }

    private sealed class DisposableTransformer(ITransformer inner) : ITransformer, IDisposable
    {
        public bool IsDisposed { get; private set; }

        public bool IsRowToRowMapper => inner.IsRowToRowMapper;

        public void Dispose() => IsDisposed = true;

        public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => inner.GetOutputSchema(inputSchema);

        public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => inner.GetRowToRowMapper(inputSchema);

        public void Save(ModelSaveContext ctx) => inner.Save(ctx);

        public IDataView Transform(IDataView input) => inner.Transform(input);
    }
}
