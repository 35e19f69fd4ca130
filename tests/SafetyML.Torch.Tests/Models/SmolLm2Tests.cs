using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class SmolLm2Tests
{
    private const double Tolerance = 2e-3;

    [SkippableFact]
    public void LogProbabilities_RealRows_AsReference()
    {
        using var scope = NewDisposeScope();
        var reference = Fixtures.Json(Fixtures.SmolLm2Reference(), "reference.json");
        using var model = ReferenceModel.Load(Fixtures.SmolLm2(), ScalarType.Float32);
        foreach (var row in reference.GetProperty("logits").EnumerateArray())
        {
            int[] ids = Fixtures.Integers(row.GetProperty("input_ids"));
            using var guard = no_grad();
            var next = Some.Logits(model, ids)[..^1].log_softmax(-1).gather(1, Some.Tokens(ids[1..]).unsqueeze(1)).squeeze(1);
            double[] expected = [.. row.GetProperty("log_probability_of_each_next_token").EnumerateArray().Select(value => value.GetDouble())];
            Near.Check(tensor(expected), next, Tolerance);
        }
    }
}
