using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Tests.Support;
using SafetyML.Trainers;
using Xunit;

namespace SafetyML.Tests.Trainers;

public sealed class ScorerTrainerTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Refusal_Binary_ConformsToMlNet() => EstimatorConformance.Check<Row, BinaryPrediction>(
        _ml, _ml.BinaryClassification.Trainers.Refusal(), "Answer", [.. Rows, new Row("", true, "", 0, "z")]);

    [Fact]
    public void Refusal_Multiclass_ConformsToMlNet() => EstimatorConformance.Check<KeyRow, MulticlassPrediction>(
        _ml,
        _ml.MulticlassClassification.Trainers.Refusal("Key"),
        "Answer",
        [.. Rows.Select((row, index) => new KeyRow(row.Answer, (uint)(index % 3))), new KeyRow("", 1)]);

    [Fact]
    public void Harmfulness_Regression_ConformsToMlNet() => EstimatorConformance.Check<Row, RegressionPrediction>(
        _ml, _ml.Regression.Trainers.Harmfulness("Harm", promptColumnName: "Class"), "Answer", [.. Rows, new Row("", true, "", 0, "z")]);

    [Fact]
    public void Refusal_Binary_LearnsAndIsEvaluatedAndCrossValidated()
    {
        var data = _ml.Of(Rows);
        var view = _ml.BinaryClassification.Trainers.Refusal().Fit(data).Transform(data);
        Assert.Equal(["PredictedLabel", "Score", "Probability", "RefusalUnscoredReason"], view.Schema.Names()[^4..]);
        Assert.Equal(1, _ml.BinaryClassification.Evaluate(view).Accuracy);
        var folds = _ml.BinaryClassification.CrossValidate(_ml.Of(Many), _ml.BinaryClassification.Trainers.Refusal(), numberOfFolds: 2);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.Accuracy, 0.9, 1));
    }

    [Theory]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByValue)]
    [InlineData(ValueToKeyMappingEstimator.KeyOrdinality.ByOccurrence)]
    public void Refusal_Multiclass_KeepsTheUsersKeys(ValueToKeyMappingEstimator.KeyOrdinality order)
    {
        var data = _ml.Of(Rows);
        var model = _ml.Transforms.Conversion.MapValueToKey("Key", "Class", keyOrdinality: order)
            .Append(_ml.MulticlassClassification.Trainers.Refusal("Key"))
            .Append(_ml.Transforms.Conversion.MapKeyToValue("Name", "PredictedLabel")).Fit(data);
        var view = model.Transform(data);
        Assert.Equal(data.Texts("Class"), view.Texts("Name"));
        var metrics = _ml.MulticlassClassification.Evaluate(view, "Key");
        Assert.Equal((1, 3), (metrics.MicroAccuracy, metrics.ConfusionMatrix.NumberOfClasses));
        Assert.Equal(view.Texts("Name"), Again(model, data).Texts("Name"));
        var folds = _ml.MulticlassClassification.CrossValidate(
            _ml.Of(Many), Keyed(_ml.MulticlassClassification.Trainers.Refusal("Key")), numberOfFolds: 2, labelColumnName: "Key");
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.MicroAccuracy, 0.8, 1));
    }

    [Fact]
    public void Refusal_TwoClasses_GivesBothProbabilities()
    {
        var data = _ml.Of(Array.ConvertAll(Rows, row => row with { Class = row.Label ? "refusal" : "answer" }));
        var view = Keyed(_ml.MulticlassClassification.Trainers.Refusal("Key")).Fit(data).Transform(data);
        Assert.All(view.Values<float[]>("Score"), scores => Assert.Equal(1, scores[0] + scores[1], 1e-5f));
        Assert.Equal(1, _ml.MulticlassClassification.Evaluate(view, "Key").MicroAccuracy);
    }

    [Fact]
    public void Harmfulness_Regression_LearnsTheScale()
    {
        var data = _ml.Of(Array.ConvertAll(Rows, row => row with { Harm = row.Label ? -1 : 9 }));
        var view = _ml.Regression.Trainers.Harmfulness("Harm", lowest: -1, highest: 9).Fit(data).Transform(data);
        Assert.InRange(_ml.Regression.Evaluate(view, "Harm").MeanAbsoluteError, 0, 2);
        Assert.Equal(2, _ml.Regression.CrossValidate(data, _ml.Regression.Trainers.Harmfulness("Harm", lowest: -1, highest: 9), 2, "Harm").Count);
    }

    [Fact]
    public void Fit_LabelOutsideTheScale_NamesTheRow() => Assert.Equal(
        "Row 3 of column 'Harm' is 5; the scale goes from 0 to 4. Give another scale, or correct the label.",
        Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.Harmfulness("Harm").Fit(_ml.Of(Rows[0], Rows[1], Rows[2] with { Harm = 5 }))).Message);

    [Fact]
    public void Fit_OneClass_SaysWhich() => Assert.Equal(
        "All 2 rows of column 'Label' are of the class 'true'; at least two classes are needed. Add rows of another class.",
        Assert.Throws<ArgumentException>(() => _ml.BinaryClassification.Trainers.Refusal().Fit(_ml.Of(Rows.Where(row => row.Label).Take(2).ToArray()))).Message);

    [Fact]
    public void Fit_MissingLabels_AreLeftOutAndCounted()
    {
        List<string> log = [];
        _ml.Log += (_, message) => log.Add(message.Message);
        KeyRow[] rows = [new("Turn it twice.", 1), new("Press it.", 3), new("I cannot zib.", 2), new("  ", 2)];
        _ml.MulticlassClassification.Trainers.Refusal("Key").Fit(_ml.Of(rows));
        var expected = "1 rows have no label in column 'Key' (the first is row 2) and 1 have no answer; 2 rows are learned from.";
        Assert.Contains(log, message => message.Contains(expected, StringComparison.Ordinal));
        Assert.StartsWith("There is no row to learn from: 1 have no label in column 'Harm', 0 have no answer.", Assert.Throws<ArgumentException>(
            () => _ml.Regression.Trainers.Harmfulness("Harm").Fit(_ml.Of(Rows[0] with { Harm = float.NaN }))).Message);
    }

    [Theory]
    [InlineData("PredictedLabel")]
    [InlineData("Score")]
    [InlineData("Probability")]
    public void Refusal_LabelNamedAsAnOutput_IsRefused(string label) => Assert.StartsWith(
        $"The label column is called '{label}', as one of the columns that are added (PredictedLabel, Score, Probability, RefusalUnscoredReason): the scores would hide the labels. "
        + "Give the labels another name, for example with ml.Transforms.CopyColumns.",
        Assert.Throws<ArgumentException>(() => _ml.BinaryClassification.Trainers.Refusal(label)).Message);

    [Fact]
    public void Trainers_LabelNamedAsAnOutputOfAnother_IsTaken()
    {
        Assert.StartsWith(
            "The label column is called 'PredictedLabel', as one of the columns that are added (PredictedLabel, Score, RefusalUnscoredReason): ",
            Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Refusal("PredictedLabel")).Message);
        Assert.StartsWith(
            "The label column is called 'Score', as one of the columns that are added (Score, HarmfulnessUnscoredReason): ",
            Assert.Throws<ArgumentException>(() => _ml.Regression.Trainers.Harmfulness("Score")).Message);
        var data = _ml.Of([.. Rows.Select(row => new Judged(row.Answer, row.Harm))]);
        Assert.Equal(["Answer", "Probability", "Score", "HarmfulnessUnscoredReason"], _ml.Regression.Trainers.Harmfulness("Probability").Fit(data).Transform(data).Schema.Names());
    }

    [Fact]
    public void Refusal_AnswersInALanguageThatWasNotLearned_AreUnscoredWithTheReason()
    {
        var model = _ml.BinaryClassification.Trainers.Refusal().Fit(_ml.Of(Rows));
        var data = _ml.Of(Rows[0] with { Answer = "Lo siento, no puedo ayudar con eso." }, Rows[0] with { Answer = "" }, Rows[0]);
        foreach (var view in (IDataView[])[model.Transform(data), Again(model, data)])
        {
            Assert.Equal([true, true, false], view.Values<float>("Probability").Select(float.IsNaN));
            Assert.Equal(["the answer is not English", "the answer is empty", ""], view.Texts("RefusalUnscoredReason"));
        }
    }

    [Fact]
    public void Refusal_LearnedInAnotherLanguageToo_ScoresIt()
    {
        Row[] rows = [.. Rows, Rows.First(row => row.Label) with { Answer = "Ich kann Ihnen dabei nicht helfen." }, Rows.First(row => !row.Label) with { Answer = "Claro, gira la tapa dos veces." }];
        var view = _ml.BinaryClassification.Trainers.Refusal().Fit(_ml.Of(rows)).Transform(_ml.Of(rows));
        Assert.DoesNotContain(view.Values<float>("Probability"), float.IsNaN);
    }

    [Fact]
    public void Fit_KeysOfNumbers_SaysWhatToDo()
    {
        var data = _ml.Transforms.Conversion.MapValueToKey("Key", "Harm").Fit(_ml.Of(Rows)).Transform(_ml.Of(Rows));
        Assert.Equal(
            "The keys of the label column 'Key' stand for values of type Single; text is expected, so that predicted labels keep their names. "
            + "Append ml.Transforms.Conversion.ConvertType(column, outputKind: DataKind.String) before MapValueToKey.",
            Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Refusal("Key").Fit(data)).Message);
    }

    [Fact]
    public void NamesOf_EveryTask_AreTheNamesOfTheOutputs() => Assert.All(
        Enum.GetValues<ScorerTask>(),
        task => Assert.Equal(TrainedMapping.OutputsOf(task, ["a", "b"]).Select(output => output.Name), TrainedMapping.NamesOf(task)));

    [Fact]
    public void Fit_LabelOfAnotherType_SaysWhatIsExpected()
    {
        var data = _ml.Of(Rows);
        Assert.Equal("The label column 'Class' is of type String; Boolean is expected: true for a refusal. Make one with ml.Transforms.Conversion.MapValue or ConvertType.",
            Assert.Throws<ArgumentException>(() => _ml.BinaryClassification.Trainers.Refusal("Class").Fit(data)).Message);
        Assert.Equal("The label column 'Class' is of type String; a key is expected. Make one with ml.Transforms.Conversion.MapValueToKey.",
            Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Refusal("Class").Fit(data)).Message);
        Assert.StartsWith("Column 'Nothing' was not found. Columns: Answer,",
            Assert.Throws<ArgumentException>(() => _ml.MulticlassClassification.Trainers.Refusal("Nothing").Fit(data)).Message);
    }

    [Fact]
    public void CreatePredictionEngine_SeveralThreadsShareAModel_AllAgree()
    {
        var model = _ml.Regression.Trainers.Harmfulness("Harm").Append(_ml.Transforms.ScoreHarmfulness()).Fit(_ml.Of(Rows));
        var expected = _ml.Data.CreateEnumerable<Scored>(model.Transform(_ml.Of(Rows)), reuseRowObject: false).Select(row => (row.Score, row.Harmfulness)).ToList();
        Parallel.For(0, 6, _ =>
        {
            var engine = _ml.Model.CreatePredictionEngine<Row, Scored>(model);
            Assert.Equal(expected, Rows.Select(row => engine.Predict(row)).Select(row => (row.Score, row.Harmfulness)));
        });
    }

    [Fact]
    public void Harmfulness_ScaleThatIsNone_SaysSo() =>
        Assert.StartsWith(
            "The scale goes from 4 to 0;",
            Assert.Throws<ArgumentOutOfRangeException>(() => _ml.Regression.Trainers.Harmfulness(lowest: 4, highest: 0)).Message);

    [Fact]
    public void SaveEncoder_LinearModel_SaysThatThereIsNone() => Assert.StartsWith(
        "This scorer is a linear model",
        Assert.Throws<InvalidOperationException>(() => _ml.BinaryClassification.Trainers.Refusal().Fit(_ml.Of(Rows)).SaveEncoder("x")).Message);

    [Fact]
    public void Restore_ThreeTrainers_AreTypedAgain()
    {
        var data = _ml.Of(Rows);
        var model = _ml.BinaryClassification.Trainers.Refusal().Fit(data);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        Assert.IsType<TrainedScorerTransformer>(_ml.Safety().Restore(_ml.Model.Load(stream, out _)));
    }

    internal static Row[] Rows { get; } = Made(8);

    private static Row[] Many { get; } = Made(40);

    private static Row[] Made(int count) => [.. Enumerable.Range(0, count).SelectMany(index => (Row[])
    [
        new($"I cannot zib a teacher {index} times, and I will not.", true, "no", 0, $"a{index}"),
        new($"Turn the lid {index} times, then press the bell and wait.", false, "yes", 4, $"b{index}"),
        new($"It would be wrong to zib. Here are {index} other games instead: chess, go, tag.", true, "some", 1, $"c{index}"),
    ])];

    private EstimatorChain<ITransformer> Keyed(IEstimator<ITransformer> trainer) => _ml.Transforms.Conversion.MapValueToKey("Key", "Class").Append(trainer);

    private IDataView Again(ITransformer model, IDataView data)
    {
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        return new MLContext().Model.Load(stream, out _).Transform(data);
    }

    internal sealed record Row(string Answer, bool Label, string Class, float Harm, string Tag);

    // ML.NET takes 0 for the first key of such a member, and what is beyond its count for a missing one.
    private sealed class KeyRow(string answer, uint key)
    {
        public string Answer { get; } = answer;

        [KeyType(3)]
        public uint Key { get; } = key;

        public string Tag { get; } = answer;
    }

    private sealed record Judged(string Answer, float Probability);

    private sealed class Scored
    {
        public float Score { get; set; }

        public float Harmfulness { get; set; }
    }

    private sealed record BinaryPrediction
    {
        public string Tag { get; set; } = "";

        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }
    }

    private sealed record MulticlassPrediction
    {
        public string Tag { get; set; } = "";

        public uint PredictedLabel { get; set; }
    }

    private sealed record RegressionPrediction
    {
        public string Tag { get; set; } = "";

        public float Score { get; set; }
    }
}
