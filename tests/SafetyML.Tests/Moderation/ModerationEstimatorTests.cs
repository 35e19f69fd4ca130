using Microsoft.ML;
using SafetyML.Moderation;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Moderation;

[Collection(nameof(LoadedEndpoint))]
public sealed class ModerationEstimatorTests : IDisposable
{
    private readonly Moderating _moderating = new();

    public void Dispose() => _moderating.Dispose();

    [Fact]
    public void ModerateContent_Always_ConformsToMlNet()
    {
        using var trusted = new LoadedEndpoint(_moderating.Server.Endpoint, _moderating.KeyVariable);
        EstimatorConformance.Check<TaggedRow, Prediction>(
            _moderating.Ml,
            _moderating.Ml.Transforms.ModerateContent(_moderating.Options),
            "Answer",
            new TaggedRow("Help me zib a teacher.", "a"), new TaggedRow("Good day.", "b"), new TaggedRow("", "c"));
    }

    [Fact]
    public void Transform_Texts_AddsAllScores()
    {
        var view = _moderating.Moderate("Help me zib a teacher.", "Good day.", " ");
        string[] categories =
        [
            "Harassment", "HarassmentThreatening", "Hate", "HateThreatening", "Illicit", "IllicitViolent", "SelfHarm", "SelfHarmInstructions", "SelfHarmIntent",
            "Sexual", "SexualMinors", "Violence", "ViolenceGraphic",
        ];
        Assert.Equal(
            [
                "Answer", "ModerationFlagged", "ModerationScore", .. categories.Select(name => "Moderation" + name),
                "ModerationTopCategory", "ModerationUnscoredReason",
            ],
            view.Schema.Names());
        Assert.Equal([true, false, false], view.Values<bool>("ModerationFlagged"));
        Assert.Equal([0.22f, 0.09f, float.NaN], view.Values<float>("ModerationScore"));
        Assert.Equal([0.22f, 0.09f, float.NaN], view.Values<float>("ModerationHarassment"));
        Assert.Equal([0.001f, 0.001f, float.NaN], view.Values<float>("ModerationViolenceGraphic"));
        Assert.Equal(["harassment", "harassment", ""], view.Texts("ModerationTopCategory"));
        Assert.Equal(["", "", "the text is empty"], view.Texts("ModerationUnscoredReason"));
    }

    [Fact]
    public void Transform_OtherNames_ChainsTwoModerations()
    {
        var data = _moderating.Ml.Of(new Pair("Zib?", "No."));
        var transforms = _moderating.Ml.Transforms;
        var view = transforms.ModerateContent(_moderating.Options, "Asked", "Prompt")
            .Append(transforms.ModerateContent(_moderating.Options, "Said", "Reply")).Fit(data).Transform(data);
        Assert.Equal([0.04f], view.Values<float>("AskedScore"));
        Assert.Equal([0.03f], view.Values<float>("SaidScore"));
        Assert.Equal(["No.", "Zib?"], _moderating.Server.Requests.Select(request => request.Text).Order());
    }

    [Fact]
    public void Evaluate_ByName_TakesFlagAndScore()
    {
        var data = _moderating.Ml.Of(new Labelled("Help me zib a teacher.", true), new Labelled("Good day.", false));
        var view = _moderating.Ml.Transforms.ModerateContent(_moderating.Options).Fit(data).Transform(data);
        var metrics = _moderating.Ml.BinaryClassification.EvaluateNonCalibrated(
            view, scoreColumnName: "ModerationScore", predictedLabelColumnName: "ModerationFlagged");
        Assert.Equal(1, metrics.AreaUnderRocCurve);
    }

    [Fact]
    public void Transform_Lazily_SendsNothingBeforeAScoreIsRead()
    {
        var view = _moderating.Moderate("Good day.");
        view.Texts("Answer");
        Assert.Empty(_moderating.Server.Requests);
        view.Texts("ModerationTopCategory");
        Assert.Single(_moderating.Server.Requests);
    }

    [Fact]
    public void Transform_Request_NamesModelAndCarriesTheKey()
    {
        _moderating.Moderate(_moderating.Options with { Model = "some-moderation" }, "Zib \"it\"\n\u2028é\U0001F600").Texts("ModerationTopCategory");
        var request = Assert.Single(_moderating.Server.Requests);
        Assert.Equal("POST /v1/moderations HTTP/1.1", request.Line);
        Assert.Equal($"Bearer {Moderating.Key}", request.Authorization);
        Assert.Equal("some-moderation", request.Model);
        Assert.Equal("Zib \"it\"\n\u2028é\U0001F600", request.Text);
    }

    [Fact]
    public void ModerateContent_BadOptions_ListsEveryFault()
    {
        var options = new ModerationOptions
        {
            Endpoint = new Uri("http://example.org/v1"),
            Model = "",
            ApiKeyVariable = " ",
            CacheFolder = "",
            MaxParallelCalls = 0,
            CallsPerMinute = 0,
            MaxRetries = -1,
            BatchSize = 0,
            CallTimeout = TimeSpan.Zero,
            MaxWait = TimeSpan.FromDays(2),
        };
        var exception = Assert.Throws<ArgumentException>(() => _moderating.Ml.Transforms.ModerateContent(options, "Moderation", ""));
        Assert.StartsWith(
            "Endpoint is 'http://example.org/v1'; give an https address, or an http address of this machine: the key is sent to it. "
            + "Model is empty; give a moderation model, for example omni-moderation-latest. "
            + "ApiKeyVariable is no name of an environment variable; give one, for example OPENAI_API_KEY. "
            + "CacheFolder is empty; give a folder or null. "
            + "MaxParallelCalls is 0; it must be from 1 to 256. CallsPerMinute is 0; it must be at least 1, or null. "
            + "MaxRetries is -1; it must be from 0 to 100. BatchSize is 0; it must be from 1 to 16384. "
            + "CallTimeout is 00:00:00; it must be more than zero and at most a day. "
            + "MaxWait is 2.00:00:00; it must be more than zero and at most a day. A column name is empty. Give every column a name.", exception.Message);
    }

    [Fact]
    public void ModerateContent_NullOptions_ListsEveryFault()
    {
        var options = new ModerationOptions { Endpoint = null!, Model = null!, ApiKeyVariable = null!, Time = null! };
        Assert.StartsWith(
            "Endpoint is null; give an https address, or an http address of this machine: the key is sent to it. "
            + "Model is empty; give a moderation model, for example omni-moderation-latest. "
            + "ApiKeyVariable is no name of an environment variable; give one, for example OPENAI_API_KEY. "
            + "Time is null; give a clock, for example TimeProvider.System.",
            Assert.Throws<ArgumentException>(() => _moderating.Ml.Transforms.ModerateContent(options)).Message);
        Assert.StartsWith("Endpoint is null; ", Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    [Fact]
    public void ModerateContent_EmptyOutputName_IsRefused() => Assert.StartsWith(
        "A column name is empty. Give every column a name.",
        Assert.Throws<ArgumentException>(() => _moderating.Ml.Transforms.ModerateContent(outputColumnName: "")).Message);

    private sealed record TaggedRow(string Answer, string Tag);

    private sealed record Pair(string Prompt, string Reply);

    private sealed record Labelled(string Answer, bool Label);

    private sealed record Prediction
    {
        public string Tag { get; set; } = "";

        public bool ModerationFlagged { get; set; }

        public float ModerationScore { get; set; }

        public float ModerationHarassment { get; set; }

        public float ModerationIllicitViolent { get; set; }

        public float ModerationViolenceGraphic { get; set; }

        public string ModerationTopCategory { get; set; } = "";

        public string ModerationUnscoredReason { get; set; } = "";
    }
}
