using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Tests.Support;
using SafetyML.Tuning;
using Xunit;

namespace SafetyML.Tests.Tuning;

public sealed class SafetyTuneTransformerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _base;
    private readonly SafetyTuneTransformer _model;
    private readonly string[] _answers;

    public SafetyTuneTransformerTests()
    {
        _base = TinyModel.Write(_folder.File("base"));
        _model = _ml.Transforms.SafetyTune(_base, Some.Tuning).Fit(Data);
        _answers = Answers(_model);
    }

    private IDataView Data => _ml.Of(Some.Rows);

    public void Dispose()
    {
        _model.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Transform_TunedModel_AnswersUnlikeItsBase() =>
        Assert.NotEqual(Answers(_ml.Transforms.GenerateAnswers(_base, Some.Answering).Fit(Data)), _answers);

    [Fact]
    public void SaveAdapter_LoadedOnItsBase_AnswersTheSame()
    {
        _model.SaveAdapter(_folder.File("adapter"));
        var options = Some.Answering with { AdapterFolder = _folder.File("adapter") };
        Assert.Equal(_answers, Answers(_ml.Transforms.GenerateAnswers(_base, options).Fit(Data)));
    }

    [Fact]
    public void SaveMerged_LoadedAlone_AnswersTheSame()
    {
        _model.SaveMerged(_folder.File("merged"));
        Assert.Equal(_answers, Answers(_ml.Transforms.GenerateAnswers(_folder.File("merged"), Some.Answering).Fit(Data)));
        Assert.Equal(_answers, Answers(_model));
    }

    [Fact]
    public void Transform_SeveralThreads_AnswerTheSame()
    {
        using var other = _ml.Transforms.SafetyTune(_base, Some.Tuning with { Seed = 7 }).Fit(Data);
        var others = Answers(other);
        Parallel.For(0, 6, turn => Assert.Equal(turn % 2 == 0 ? _answers : others, Answers(turn % 2 == 0 ? _model : other)));
    }

    [Fact]
    public void Transform_AnyBatchSize_AnswersTheSame()
    {
        using var single = _ml.Transforms.SafetyTune(_base, Some.Tuning with { Decoding = Some.Decoding with { BatchSize = 1 } }).Fit(Data);
        Assert.Equal(_answers, Answers(single));
    }

    [Fact]
    public void Dispose_LastUser_FreesTheBaseModel()
    {
        var place = new ModelPlace(_base, WeightPrecision.Stored, "cpu");
        var second = _ml.Transforms.SafetyTune(_base, Some.Tuning).Fit(Data);
        Assert.Equal(2, BaseModels.Loaded.LeasesOf(place));
        second.Dispose();
        Assert.Equal(1, BaseModels.Loaded.LeasesOf(place));
        _model.Dispose();
        Assert.Equal(0, BaseModels.Loaded.LeasesOf(place));
    }

    [Fact]
    public void Dispose_ThenUse_SaysSo() => Assert.Throws<ObjectDisposedException>(() =>
    {
        var view = _model.Transform(Data);
        _model.Dispose();
        view.Texts("Answer");
    });

    private static string[] Answers(ITransformer model, IDataView data) => model.Transform(data).Texts("Answer");

    private string[] Answers(ITransformer model)
    {
        var answers = Answers(model, Data);
        if (model is GenerateAnswersTransformer generator)
            generator.Dispose();
        return answers;
    }
}
