using System.Text.Json;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Tests.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

/// <summary>Greedy and beam answers of the library that the field uses, for every folder of <c>causal</c>: each prompt alone, and all in one batch.</summary>
public sealed class GenerationFixtureTests
{
    private const double ScoreTolerance = 1e-4;

    public static TheoryData<string, int> ModelsAndBatchSizes
    {
        get
        {
            var data = new TheoryData<string, int>();
            foreach (object[] row in (IEnumerable<object[]>)Fixtures.Names("causal"))
            {
                data.Add((string)row[0], 1);
                data.Add((string)row[0], 100);
            }
            return data;
        }
    }

    [SkippableTheory]
    [MemberData(nameof(ModelsAndBatchSizes))]
    public void Generate_Greedy_AsReference(string name, int batchSize) =>
        Check(name, new() { Beams = 1, MaxNewTokens = 24, BatchSize = batchSize }, (expected, answer) =>
        {
            Assert.Equal(Fixtures.Integers(expected.GetProperty("greedy_24")), answer.Ids);
            Assert.Null(answer.Score);
        });

    [SkippableTheory]
    [MemberData(nameof(ModelsAndBatchSizes))]
    public void Generate_FourBeams_AllFourAsReference(string name, int batchSize) =>
        Check(name, new() { Beams = 4, MaxNewTokens = 16, BatchSize = batchSize }, (expected, answer) =>
        {
            JsonElement[] beams = [.. expected.GetProperty("beam_4_of_16").EnumerateArray()];
            Generation[] answers = [answer, .. answer.Alternatives];
            Assert.Equal(beams.Length, answers.Length);
            Assert.All(beams.Zip(answers), pair => CheckBeam(pair.First, pair.Second));
        });

    [SkippableTheory]
    [MemberData(nameof(ModelsAndBatchSizes))]
    public void Generate_EarlyStoppingAndLengthPenalty_AsReference(string name, int batchSize) =>
        Check(name, new() { Beams = 4, MaxNewTokens = 16, EarlyStopping = true, LengthPenalty = 0.6, BatchSize = batchSize }, (expected, answer) =>
            CheckBeam(expected.GetProperty("beam_4_early_stopping_length_penalty_0.6"), answer));

    private static void Check(string name, DecodingOptions options, Action<JsonElement, Generation> check)
    {
        string folder = Fixtures.Folder("causal", name);
        JsonElement[] cases = [.. Fixtures.Json(folder, "reference.json").GetProperty("generation").EnumerateArray()];
        using var model = Fixtures.Supported(() => ReferenceModel.Load(folder));

        var answers = new TextGenerator(model).Generate([.. cases.Select(item => Fixtures.Integers(item.GetProperty("prompt")))], options);

        Assert.All(cases.Zip(answers), pair => check(pair.First, pair.Second));
    }

    private static void CheckBeam(JsonElement expected, Generation answer)
    {
        Assert.Equal(Fixtures.Integers(expected.GetProperty("ids")), answer.Ids);
        Assert.Equal(expected.GetProperty("score").GetDouble(), answer.Score!.Value, ScoreTolerance);
    }
}
