using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

/// <summary>Loads a fixture's network and compares its logits with the reference's.</summary>
internal static class ReferenceModel
{
    public static CausalModel Load(string folder, ScalarType? type = ScalarType.Float32, Device? device = null)
    {
        var config = ModelConfig.Load(folder);
        using var checkpoint = Checkpoint.Open(folder);
        return CausalModel.Load(checkpoint, config, type, device);
    }

    public static int[][] Sequences(string folder) =>
        [.. Fixtures.Json(folder, "reference.json").GetProperty("input_ids").EnumerateArray().Select(Fixtures.Integers)];

    /// <summary>Compares with the sequences and logits in <paramref name="folder"/>.</summary>
    public static void CheckLogits(CausalModel model, string folder, double tolerance)
    {
        using var guard = no_grad();
        using var reference = Checkpoint.Open(Path.Combine(folder, "reference.safetensors"));
        int[][] rows = Sequences(folder);
        for (int row = 0; row < rows.Length; row++)
            Near.Check(reference.Read($"logits.{row}"), Some.Logits(model, rows[row]), tolerance, $"{Path.GetFileName(folder)}, sequence {row}");
    }
}
