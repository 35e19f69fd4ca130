using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

public class CausalFixtureTests
{
    private const double LogitTolerance = 2e-4;
    private const double LossTolerance = 1e-4;

    public static TheoryData<string> Models => Fixtures.Names("causal");

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Logits_ReferenceSequences_AsReference(string name)
    {
        using var scope = NewDisposeScope();
        string folder = Fixtures.Folder("causal", name);
        using var model = Fixtures.Supported(() => ReferenceModel.Load(folder));
        ReferenceModel.CheckLogits(model, folder, LogitTolerance);
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void MeanNegativeLogLikelihood_ReferenceSequences_AsReference(string name)
    {
        using var scope = NewDisposeScope();
        string folder = Fixtures.Folder("causal", name);
        using var model = Fixtures.Supported(() => ReferenceModel.Load(folder));
        var reference = Fixtures.Json(folder, "reference.json");
        var losses = reference.GetProperty("mean_nll_per_sequence").EnumerateArray();
        foreach (var (tokens, expected) in ReferenceModel.Sequences(folder).Zip(losses))
        {
            var logits = Some.Logits(model, tokens)[..^1];
            double loss = nn.functional.cross_entropy(logits, Some.Tokens(tokens[1..])).item<float>();
            Assert.Equal(expected.GetDouble(), loss, LossTolerance);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Logits_AllSequencesPacked_AsReference(string name)
    {
        using var scope = NewDisposeScope();
        string folder = Fixtures.Folder("causal", name);
        using var model = Fixtures.Supported(() => ReferenceModel.Load(folder));
        using var reference = Checkpoint.Open(Path.Combine(folder, "reference.safetensors"));
        Skip.If(model.Config.Rope.Scaling == RopeScaling.Dynamic, "Dynamic rotary scaling depends on the longest sequence of a pass.");
        int[][] rows = ReferenceModel.Sequences(folder);
        using var attention = new PackedAttention(model.Config, [.. rows.Select(row => row.Length)]);
        var logits = model.Logits(model.call(Some.Tokens([.. rows.SelectMany(row => row)]), attention.Positions(), attention));
        var expected = cat([.. rows.Select((_, row) => reference.Read($"logits.{row}"))]);
        Near.Check(expected, logits, LogitTolerance, name);
    }
}
