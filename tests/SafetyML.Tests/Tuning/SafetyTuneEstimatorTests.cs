using Microsoft.ML;
using SafetyML.Tests.Support;
using SafetyML.Torch.Training;
using SafetyML.Tuning;
using Xunit;

namespace SafetyML.Tests.Tuning;

public sealed class SafetyTuneEstimatorTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly List<string> _log = [];
    private readonly string _base;

    public SafetyTuneEstimatorTests()
    {
        _base = TinyModel.Write(_folder.File("base"));
        _ml.Log += (_, entry) => _log.Add(entry.RawMessage);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SafetyTune_Always_ConformsToMlNet() =>
        EstimatorConformance.Check<Some.Row, Some.Answered>(_ml, _ml.Transforms.SafetyTune(_base, Some.Tuning), "Instruction", Some.Rows);

    [Fact]
    public void Fit_SeveralEpochs_LowersTheLoss()
    {
        using var model = Fit(Some.Tuning with { Epochs = 10, TargetModules = ["all-linear"] });
        var steps = model.Training.Result.Steps;
        Assert.Equal(30, steps.Count);
        Assert.True(steps[^1].Loss < 0.8 * steps[0].Loss, $"{steps[0].Loss} fell to {steps[^1].Loss} only.");
    }

    [Fact]
    public void Fit_AnotherSeed_GivesAnotherAdapter()
    {
        using var first = Fit(Some.Tuning);
        using var second = Fit(Some.Tuning with { Seed = 43 });
        Assert.NotEqual(first.Training.Result.Steps[0].Loss, second.Training.Result.Steps[0].Loss);
    }

    [Fact]
    public void Fit_RenamedColumns_ReadsThem()
    {
        var data = _ml.Of(new Renamed("Ask", "Reply"));
        var estimator = _ml.Transforms.SafetyTune(_base, Some.Tuning, "Reaction", "Question", inputColumnName: null, responseColumnName: "Reply");
        using var model = estimator.Fit(data);
        Assert.Equal(["Question", "Reply", "Reaction"], model.Transform(data).Schema.Names());
    }

    [Fact]
    public void Fit_NoInputColumn_CountsAsNoInput()
    {
        var without = _ml.Of(Some.Rows[..2].Select(row => new Prompt(row.Instruction, row.Output)).ToArray());
        using var model = _ml.Transforms.SafetyTune(_base, Some.Tuning).Fit(without);
        using var empty = _ml.Transforms.SafetyTune(_base, Some.Tuning).Fit(_ml.Of(Some.Rows[..2]));
        Assert.Equal(empty.Training.Result.Steps[^1].Loss, model.Training.Result.Steps[^1].Loss);
    }

    [Fact]
    public void Fit_RowsWithNothingToLearn_AreReportedAndLogged()
    {
        Some.Row[] rows = [Some.Rows[0], new("No answer.", "", "", ""), new(new string('x', 300), "", "Too late.", ""), Some.Rows[1]];
        using var model = _ml.Transforms.SafetyTune(_base, Some.Tuning with { ResponseOnly = true, CutoffLength = 250 }).Fit(_ml.Of(rows));
        Assert.Equal(2, model.Training.TrainedRows);
        Assert.Equal([1, 2], model.Training.SkippedRows.Select(row => row.Row));
        Assert.Contains("1 row skipped, no answer: 1.", _log);
        Assert.Contains("1 row skipped, no answer left within the cutoff of 250 tokens: 2.", _log);
    }

    [Fact]
    public void Fit_EveryRowLost_IsAnErrorBeforeTraining()
    {
        var data = _ml.Of(new Some.Row("No answer.", "", "", ""));
        var exception = Assert.Throws<InvalidDataException>(() => _ml.Transforms.SafetyTune(_base, Some.Tuning).Fit(data));
        Assert.Equal("None of the 1 rows can be trained on. 1 row skipped, no answer: 0. Check the columns or raise the cutoff.", exception.Message);
    }

    [Fact]
    public void Fit_NoBaseModel_SaysWhatAFolderHolds()
    {
        var missing = _folder.File("nowhere");
        var exception = Assert.Throws<DirectoryNotFoundException>(() => _ml.Transforms.SafetyTune(missing).Fit(_ml.Of(Some.Rows)));
        Assert.Equal(
            $"The base model folder '{missing}' was not found. Give a Hugging Face folder: config.json, *.safetensors and a tokenizer.", exception.Message);
    }

    [Fact]
    public void Fit_UnwritableAdapterFolder_FailsBeforeTraining()
    {
        var folder = Path.Combine(_folder.Write("file", "x"), "adapter");
        var exception = Assert.Throws<IOException>(() => Fit(Some.Tuning with { AdapterFolder = folder }));
        Assert.StartsWith($"The adapter folder '{folder}' cannot be written: ", exception.Message);
        Assert.EndsWith("Nothing was trained. Give a folder that can be written.", exception.Message);
        Assert.DoesNotContain(_log, message => message.StartsWith("Step", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_ValidationRows_ChooseTheBestStep()
    {
        using var model = Fit(Some.Tuning with { ValidationRows = 2, EvaluationInterval = 1 });
        Assert.Equal((3, 2), (model.Training.TrainedRows, model.Training.ValidationRows));
        Assert.Equal(model.Training.Result.Steps.MinBy(step => step.ValidationLoss)!.Step, model.Training.Result.BestStep);
    }

    [Fact]
    public void Fit_Progress_IsTypedAndLogged()
    {
        var progress = new Recorder();
        using var model = Fit(Some.Tuning with { Progress = progress });
        Assert.Equal(model.Training.Result.Steps, progress.Steps);
        Assert.Contains(_log, message => message.StartsWith("Step 6 of 6: loss ", StringComparison.Ordinal));
    }

    [Fact]
    public void Fit_Cancelled_LeavesNoFile()
    {
        using var cancel = new CancellationTokenSource();
        var folder = _folder.File("adapter");
        var options = Some.Tuning with { AdapterFolder = folder, CancellationToken = cancel.Token, Progress = new Recorder { OnStep = cancel.Cancel } };
        Assert.ThrowsAny<OperationCanceledException>(() => Fit(options));
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder));
    }

    [Fact]
    public void Fit_LossThatIsNoNumber_KeepsTheLastGoodAdapter()
    {
        var folder = _folder.File("adapter");
        var options = Some.Tuning with { AdapterFolder = folder, LearningRate = 1e30, Alpha = 1e10, Epochs = 10 };
        var exception = Assert.Throws<TrainingDivergedException>(() => Fit(options));
        Assert.Contains($"Training stopped at step {exception.Step}:", exception.Message);
        using var kept = _ml.Transforms.GenerateAnswers(_base, Some.Answering with { AdapterFolder = folder }).Fit(_ml.Of(Some.Rows));
        Assert.Equal(Some.Rows.Length, kept.Transform(_ml.Of(Some.Rows)).Texts("Answer").Length);
    }

    [Fact]
    public void SafetyTune_BadOptions_ListsEveryFault()
    {
        var options = new SafetyTuneOptions
        {
            Rank = 0,
            LearningRate = double.NaN,
            CutoffLength = 1,
            ValidationRows = -1,
            Device = "abacus",
            AdapterFolder = " ",
        };
        var message = Assert.Throws<ArgumentException>(() => _ml.Transforms.SafetyTune(_base, options)).Message;
        string[] faults =
            ["Rank is 0", "LearningRate is NaN", "CutoffLength is 1; it must be at least 2.", "ValidationRows is -1", "Device is 'abacus'", "AdapterFolder is empty"];
        Assert.All(faults, fault => Assert.Contains(fault, message));
    }

    [Theory]
    [InlineData(2.5)]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void SafetyTune_ValidationRowsNeitherCountNorShare_AreRefused(double rows) => Assert.StartsWith(
        $"ValidationRows is {rows}; it must be a count, a share below 1, or 0.",
        Assert.Throws<ArgumentException>(() => _ml.Transforms.SafetyTune(_base, new SafetyTuneOptions { ValidationRows = rows })).Message);

    [Fact]
    public void SafetyTuneOptions_Defaults_AreThePapers()
    {
        var options = new SafetyTuneOptions();
        Assert.Equal((4, 16.0, 0.05), (options.Rank, options.Alpha, options.Dropout));
        Assert.Null(options.TargetModules); // the family's own: q_proj and v_proj in LLaMA
        Assert.Equal((4, 1e-4, 10), (options.Epochs, options.LearningRate, options.WarmupSteps));
        Assert.Equal((128, 4, 512), (options.BatchSize, options.MicroBatchSize, options.CutoffLength));
        Assert.Equal((4, 128, false), (options.Decoding.Beams, options.Decoding.MaxNewTokens, options.Decoding.Sample));
        Assert.False(options.ResponseOnly);
    }

    [Fact]
    public void Fit_UnknownTarget_SuggestsOne() => Assert.Equal(
        "No linear layer matches 'q_prj'. Did you mean 'q_proj'?",
        Assert.Throws<ArgumentException>(() => Fit(Some.Tuning with { TargetModules = ["q_prj"] })).Message);

    private SafetyTuneTransformer Fit(SafetyTuneOptions options) => _ml.Transforms.SafetyTune(_base, options).Fit(_ml.Of(Some.Rows));

    private sealed record Renamed(string Question, string Reply);

    private sealed record Prompt(string Instruction, string Output);

    private sealed class Recorder : IProgress<TrainingProgress>
    {
        public List<TrainingProgress> Steps { get; } = [];

        public Action OnStep { get; init; } = () => { };

        public void Report(TrainingProgress value)
        {
            Steps.Add(value);
            OnStep();
        }
    }
}
