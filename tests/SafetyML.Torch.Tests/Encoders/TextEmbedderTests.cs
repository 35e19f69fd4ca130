using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Encoders;

public class TextEmbedderTests
{
    [Theory]
    [InlineData("bert, silu")]
    [InlineData("deberta, convolution")]
    public void Embed_OneToken_PoolingsAgree(string variant)
    {
        using var folder = Folder(variant);
        using var mean = TextEmbedder.Load(folder);
        using var first = TextEmbedder.Load(folder, new TextEmbedderOptions { Pooling = Pooling.FirstToken });
        ReferenceEncoder.Check(mean.Embed(["A", "B"]), first.Embed(["A", "B"]), 1e-6);
        Assert.True(mean.Embed(["ABC"])[0].Zip(first.Embed(["ABC"])[0], (a, b) => Math.Abs(a - b)).Max() > 1e-3);
    }

    [Fact]
    public void Embed_Normalized_HasLengthOneAndTheSameDirection()
    {
        using var folder = Folder("roberta, padding id 3");
        using var plain = TextEmbedder.Load(folder);
        using var normalized = TextEmbedder.Load(folder, new TextEmbedderOptions { Normalize = true });
        float[] vector = plain.Embed(["ABCD"])[0], unit = normalized.Embed(["ABCD"])[0];
        double length = Math.Sqrt(vector.Sum(x => (double)x * x));
        Assert.Equal(12, vector.Length);
        ReferenceEncoder.Check([[.. vector.Select(x => (float)(x / length))]], [unit], 1e-6);
    }

    [Fact]
    public void Embed_ManyLengths_KeepsTheOrder()
    {
        using var folder = Folder("bert, silu");
        using var embedder = TextEmbedder.Load(folder);
        string[] texts = ["ABCDEF", "A", "ABC", "BCDEFGHI", "C"];
        float[][] together = embedder.Embed(texts);
        for (int text = 0; text < texts.Length; text++)
            ReferenceEncoder.Check(embedder.Embed([texts[text]]), [together[text]], 1e-6);
    }

    private static TempFolder Folder(string variant)
    {
        var folder = new TempFolder();
        EncoderVariants.Write(folder, EncoderVariants.Find(variant));
        return folder;
    }
}
