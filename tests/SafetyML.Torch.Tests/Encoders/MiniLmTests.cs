using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Encoders;

/// <summary>all-MiniLM-L6-v2, a real encoder of sentences.</summary>
public class MiniLmTests
{
    private const double EmbeddingTolerance = 1e-4;

    [SkippableFact]
    public void Embed_ReferenceIds_AsReference()
    {
        string folder = Fixtures.MiniLm();
        using var model = ReferenceEncoder.Bare(folder);
        var options = new TextEmbedderOptions { Normalize = true };
        float[][] vectors = TextEmbedder.Vectors(model, options, [.. ReferenceEncoder.Rows(folder).Select(ReferenceEncoder.Encoded)]);
        ReferenceEncoder.Check(Reference(folder), vectors, EmbeddingTolerance);
    }

    internal static float[][] Reference(string folder)
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(Path.Combine(folder, "reference.safetensors"));
        var table = checkpoint.Read(checkpoint.Names.Single(), ScalarType.Float32);
        return [.. table.unbind().Select(row => row.data<float>().ToArray())];
    }
}
