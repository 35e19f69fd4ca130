using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Encoders;

/// <summary>Encoders whose ids and results the Python stack has written down.</summary>
internal static class ReferenceEncoder
{
    /// <summary>The network of a folder with its head.</summary>
    public static EncoderModel Classifier(string folder, ScalarType type = ScalarType.Float32)
    {
        using var checkpoint = Checkpoint.Open(folder);
        return EncoderModel.LoadClassifier(checkpoint, EncoderConfig.Load(folder), type, CPU);
    }

    /// <summary>The network of a folder without a head.</summary>
    public static EncoderModel Bare(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder);
        return EncoderModel.LoadBare(checkpoint, EncoderConfig.Load(folder), ScalarType.Float32, CPU);
    }

    /// <summary>The rows of <c>reference.json</c>: text, pair, ids, type ids and logits.</summary>
    public static JsonElement[] Rows(string folder) => [.. Fixtures.Json(folder, "reference.json").GetProperty("rows").EnumerateArray()];

    /// <summary>The tokenised text of a row; a family without segments has type 0 everywhere.</summary>
    public static EncodedText Encoded(JsonElement row)
    {
        int[] ids = Fixtures.Integers(row.GetProperty("input_ids"));
        bool hasTypes = row.TryGetProperty("token_type_ids", out var types) && types.ValueKind == JsonValueKind.Array;
        return new EncodedText(ids, hasTypes ? Fixtures.Integers(types) : new int[ids.Length]);
    }

    public static float[] Numbers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetSingle())];

    /// <summary>Logits in the order of the texts.</summary>
    public static float[][] Logits(EncoderModel model, IReadOnlyList<EncodedText> texts) => EncoderBatches.Run(
        model, texts, model.Config.HeadPooling, vectors => model.Head!.Logits(vectors));

    /// <summary>Fails unless every number is within <paramref name="tolerance"/> of the expected one.</summary>
    public static void Check(IReadOnlyList<float[]> expected, IReadOnlyList<float[]> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        double worst = 0;
        for (int row = 0; row < expected.Count; row++)
        {
            Assert.Equal(expected[row].Length, actual[row].Length);
            worst = expected[row].Zip(actual[row], (a, b) => (double)Math.Abs(a - b)).Append(worst).Max();
        }
        Assert.True(worst <= tolerance, $"The largest difference is {worst:g3}, allowed is {tolerance:g3}.");
    }
}
