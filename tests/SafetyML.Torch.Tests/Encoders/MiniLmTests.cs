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

    [SkippableFact]
    public void Embed_ReferenceTexts_IdsAndVectorsAsReference()
    {
        string folder = Fixtures.MiniLm();
        var rows = ReferenceEncoder.Rows(folder);
        int maxTokens = Fixtures.Json(folder, "reference.json").GetProperty("max_length").GetInt32();
        string[] texts = [.. rows.Select(row => row.GetProperty("text").GetString()!)];
        using var embedder = TextEmbedder.Load(folder, new TextEmbedderOptions { Normalize = true });
        var encoded = TextEncoding.Encode(embedder.Tokenizer, embedder.Config, [.. texts.Select(text => new TextPair(text))], maxTokens);
        foreach (var (row, text) in rows.Zip(encoded))
            Assert.Equal(Fixtures.Integers(row.GetProperty("input_ids")), text.Ids);
        ReferenceEncoder.Check(Reference(folder), embedder.Embed(texts, maxTokens), EmbeddingTolerance);
    }

    private static float[][] Reference(string folder)
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(Path.Combine(folder, "reference.safetensors"));
        var table = checkpoint.Read(checkpoint.Names.Single(), ScalarType.Float32);
        return [.. table.unbind().Select(row => row.data<float>().ToArray())];
    }
}
