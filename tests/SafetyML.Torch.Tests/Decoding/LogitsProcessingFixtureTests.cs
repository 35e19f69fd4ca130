using System.Text.Json;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class LogitsProcessingFixtureTests
{
    [SkippableFact]
    public void Probabilities_ReferenceLogits_AsReference()
    {
        foreach (var item in Fixtures.Json(Fixtures.Folder("decoding"), "reference.json").GetProperty("cases").EnumerateArray())
        {
            using var scope = NewDisposeScope();
            var options = new DecodingOptions
            {
                Sample = true,
                Temperature = item.GetProperty("temperature").GetDouble(),
                TopK = item.GetProperty("top_k").GetInt32(),
                TopP = item.GetProperty("top_p").GetDouble(),
                RepetitionPenalty = item.GetProperty("repetition_penalty").GetDouble(),
            };
            var logits = Row(item.GetProperty("logits"));
            using var seen = new SeenTokens([Fixtures.Integers(item.GetProperty("seen_ids"))], 1, (int)logits.shape[1], CPU);

            var probabilities = LogitsProcessing.Probabilities(LogitsProcessing.Penalize(logits, seen.Rows(1), options.RepetitionPenalty), options);

            Near.Check(Row(item.GetProperty("probabilities")), probabilities, 1e-6, options.ToString());
        }
    }

    private static Tensor Row(JsonElement numbers) => tensor(numbers.EnumerateArray().Select(number => number.GetSingle()).ToArray()).unsqueeze(0);
}
