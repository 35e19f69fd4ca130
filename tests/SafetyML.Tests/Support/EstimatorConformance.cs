using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace SafetyML.Tests.Support;

/// <summary>What ML.NET and its users expect of every estimator, whatever it does.</summary>
internal static class EstimatorConformance
{
    /// <summary>Checks an estimator on rows of <typeparamref name="TRow"/>.</summary>
    /// <typeparam name="TRow">A row with a text property <c>Tag</c> that the estimator does not read.</typeparam>
    /// <typeparam name="TPrediction">A record of <c>Tag</c> and columns that the estimator adds.</typeparam>
    public static void Check<TRow, TPrediction>(MLContext ml, IEstimator<ITransformer> estimator, string requiredColumn, params TRow[] rows)
        where TRow : class
        where TPrediction : class, new()
    {
        var data = ml.Of(rows);
        WrongColumnFailsBeforeWork(ml, estimator, requiredColumn, data);
        var model = estimator.Fit(data);
        var expected = Predictions<TPrediction>(ml, model.Transform(data));
        Assert.Equal(rows.Length, expected.Count);
        PromisedSchemaIsDelivered(ml, estimator, model, data);
        InputIsUntouchedAndInOrder(model, data);
        FitTwiceIsEqual(ml, estimator, data, expected);
        PassThroughTriggersNothing(model, data, requiredColumn);
        Assert.Empty(Predictions<TPrediction>(ml, model.Transform(ml.Of<TRow>())));
        Assert.Equal(expected, Predictions<TPrediction>(ml, SaveAndLoad(ml, model, data.Schema).Transform(data)));
        Assert.Equal(expected, Predictions<TPrediction>(ml, ml.Safety().Restore(SaveAndLoad(ml, model, data.Schema)).Transform(data)));
        PredictionEngineAgrees(ml, model, rows, expected);
        DisposalIsFinal(model, data);
    }

    private static List<TPrediction> Predictions<TPrediction>(MLContext ml, IDataView view)
        where TPrediction : class, new() => [.. ml.Data.CreateEnumerable<TPrediction>(view, reuseRowObject: false)];

    private static void WrongColumnFailsBeforeWork(MLContext ml, IEstimator<ITransformer> estimator, string requiredColumn, IDataView data)
    {
        var others = data.Schema.Names().Where(name => name != requiredColumn).ToArray();
        var without = new SpyView(ml.Transforms.SelectColumns(others).Fit(data).Transform(data));
        var message = $"Column '{requiredColumn}' was not found. Columns: {string.Join(", ", others)}.";
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => estimator.Fit(without)).Message);
        Assert.Equal(0, without.Cursors);
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => estimator.GetOutputSchema(Shape(ml, without))).Message);
    }

    private static void PromisedSchemaIsDelivered(MLContext ml, IEstimator<ITransformer> estimator, ITransformer model, IDataView data)
    {
        var promised = estimator.GetOutputSchema(Shape(ml, data)).Select(column => (column.Name, column.Kind, column.ItemType, column.IsKey)).OrderBy(column => column.Name);
        var delivered = Shape(ml, model.Transform(data)).Select(column => (column.Name, column.Kind, column.ItemType, column.IsKey)).OrderBy(column => column.Name);
        Assert.Equal(promised, delivered);
        Assert.Equal(model.GetOutputSchema(data.Schema).Names(), model.Transform(data).Schema.Names());
    }

    /// <summary>The shape of a view, from an estimator that passes everything through.</summary>
    private static SchemaShape Shape(MLContext ml, IDataView view)
    {
        var shape = new SchemaShape([]);
        foreach (var column in view.Schema.Where(column => !column.IsHidden))
            shape = new SchemaShape([.. shape, Holder(ml, column)]);
        return shape;
    }

    private static SchemaShape.Column Holder(MLContext ml, DataViewSchema.Column column) => column.Type switch
    {
        TextDataViewType => SafetyML.Mapping.PromisedColumn.Of<ReadOnlyMemory<char>>(ml.Transforms, column.Name),
        BooleanDataViewType => SafetyML.Mapping.PromisedColumn.Of<bool>(ml.Transforms, column.Name),
        KeyDataViewType key => SafetyML.Mapping.PromisedColumn.Key(ml.Transforms, column.Name, [.. Enumerable.Range(0, (int)key.Count).Select(index => $"{index}")]),
        VectorDataViewType { ItemType: NumberDataViewType } vector => SafetyML.Mapping.PromisedColumn.Vector(ml.Transforms, column.Name, vector.Size),
        _ when column.Type == NumberDataViewType.Single => SafetyML.Mapping.PromisedColumn.Of<float>(ml.Transforms, column.Name),
        _ => throw new NotSupportedException($"Add {column.Type} to the conformance test."),
    };

    private static void InputIsUntouchedAndInOrder(ITransformer model, IDataView data)
    {
        var output = model.Transform(data);
        foreach (var name in data.Schema.Names().Where(name => data.Schema[name].Type is TextDataViewType))
            Assert.Equal(data.Texts(name), output.Texts(name));
        Assert.Equal(data.GetRowCount(), output.GetRowCount());
    }

    private static void FitTwiceIsEqual<TPrediction>(MLContext ml, IEstimator<ITransformer> estimator, IDataView data, List<TPrediction> expected)
        where TPrediction : class, new()
    {
        var model = estimator.Fit(data);
        Assert.Equal(expected, Predictions<TPrediction>(ml, model.Transform(data)));
        (model as IDisposable)?.Dispose();
    }

    private static void PassThroughTriggersNothing(ITransformer model, IDataView data, string requiredColumn)
    {
        var spy = new SpyView(data);
        var output = model.Transform(spy);
        Assert.Equal(0, spy.Cursors);
        output.Texts("Tag");
        Assert.DoesNotContain(requiredColumn, spy.Asked);
    }

    private static ITransformer SaveAndLoad(MLContext ml, ITransformer model, DataViewSchema schema)
    {
        using var stream = new MemoryStream();
        ml.Model.Save(model, schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _);
    }

    private static void PredictionEngineAgrees<TRow, TPrediction>(MLContext ml, ITransformer model, TRow[] rows, List<TPrediction> expected)
        where TRow : class
        where TPrediction : class, new()
    {
        Assert.True(model.IsRowToRowMapper);
        // The engine would dispose the model with itself: it is left to the collector.
        var engine = ml.Model.CreatePredictionEngine<TRow, TPrediction>(model);
        Assert.Equal(expected, rows.Select(row => engine.Predict(row)));
    }

    private static void DisposalIsFinal(ITransformer model, IDataView data)
    {
        if (model is not IDisposable disposable)
            return;
        disposable.Dispose();
        disposable.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Transform(data));
    }
}
