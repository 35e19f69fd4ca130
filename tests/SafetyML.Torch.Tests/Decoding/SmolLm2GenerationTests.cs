using System.Text.Json;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Decoding;

/// <summary>Answers of a real instruction-tuned model, in float32.</summary>
public sealed class SmolLm2GenerationTests
{
    [SkippableFact]
    public void Generate_Greedy_AsReference() => Check(new() { Beams = 1, MaxNewTokens = 48 }, (expected, answer) =>
        Assert.Equal(Fixtures.Integers(expected.GetProperty("greedy_48")), answer.Ids));

    [SkippableFact]
    public void Generate_FourBeams_AsReference() => Check(new() { Beams = 4, MaxNewTokens = 32 }, (expected, answer) =>
    {
        Assert.Equal(Fixtures.Integers(expected.GetProperty("beam_4_of_32")), answer.Ids);
        Assert.Equal(expected.GetProperty("beam_score").GetDouble(), answer.Score!.Value, 1e-4);
    });

    private static void Check(DecodingOptions options, Action<JsonElement, Generation> check)
    {
        string folder = Fixtures.SmolLm2();
        JsonElement[] cases = [.. Fixtures.Json(Fixtures.SmolLm2Reference(), "reference.json").GetProperty("generation").EnumerateArray()];
        using var model = LanguageModel.Load(folder, new() { ScalarType = ScalarType.Float32, Device = "cpu" });

        var answers = new TextGenerator(model).Generate([.. cases.Select(item => Fixtures.Integers(item.GetProperty("prompt_ids")))], options);

        Assert.All(cases.Zip(answers), pair => check(pair.First, pair.Second));
    }
}
