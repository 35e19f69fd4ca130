using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Encoders;

/// <summary>
/// Tiny encoders of many settings with weights that follow a formula, and what the Python stack makes of them: <c>EncoderVariants.json</c>, which names its
/// origin.
/// </summary>
internal static class EncoderVariants
{
    private static readonly JsonElement[] All = Read();

    public static TheoryData<string> Names => [.. All.Select(variant => variant.GetProperty("name").GetString()!)];

    public static JsonElement Find(string name) => All.Single(variant => variant.GetProperty("name").GetString() == name);

    /// <summary>Writes the folder of a variant.</summary>
    /// <param name="folder">Where to.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="rename">The name under which a tensor is stored, or null to leave it out.</param>
    public static void Write(string folder, JsonElement variant, Func<string, string?>? rename = null)
    {
        using var scope = NewDisposeScope();
        AtomicFile.WriteAllText(Path.Combine(folder, "config.json"), variant.GetProperty("config").GetRawText());
        Some.WriteTokenizer(folder, size: 29);
        var weights = Weights(EncoderConfig.Load(folder));
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), weights
            .Select(item => (Name: rename is null ? item.Key : rename(item.Key), item.Value)).Where(item => item.Name is not null).ToDictionary(item => item.Name!, item => item.Value));
    }

    public static EncodedText[] Texts(JsonElement variant) => [.. variant.GetProperty("rows").EnumerateArray()
        .Select(row => new EncodedText(Fixtures.Integers(row.GetProperty("ids")), Fixtures.Integers(row.GetProperty("types"))))];

    public static float[][] Logits(JsonElement variant) => [.. variant.GetProperty("rows").EnumerateArray().Select(row => ReferenceEncoder.Numbers(row.GetProperty("logits")))];

    /// <summary>sin(0.7 i (1 + n/100) + 1.3 n + 0.2 ⌊i/7⌋) for element i of tensor n in order of name: halved in matrices, a fifth in biases, a tenth beside 1 in norms.</summary>
    private static Dictionary<string, Tensor> Weights(EncoderConfig config)
    {
        var tensors = EncoderLayout.Encoder(config).Concat(EncoderLayout.Head(config)).OrderBy(item => item.Name, StringComparer.Ordinal).ToList();
        return tensors.Select((item, n) => (item.Name, item.Shape, Values: Values(item.Name, item.Shape, n))).ToDictionary(item => item.Name, item => tensor(item.Values).view(item.Shape));

        static float[] Values(string name, long[] shape, int n)
        {
            double Wave(long i) => Math.Sin((0.7 * i * (1 + (0.01 * n))) + (1.3 * n) + (0.2 * Math.Floor(i / 7.0)));
            double Value(long i) => name.EndsWith("LayerNorm.weight", StringComparison.Ordinal) ? 1 + (0.1 * Wave(i)) : (shape.Length > 1 ? 0.5 : 0.2) * Wave(i);
            return [.. Enumerable.Range(0, (int)shape.Aggregate(1L, (a, b) => a * b)).Select(i => (float)Value(i))];
        }
    }

    private static JsonElement[] Read()
    {
        using var stream = typeof(EncoderVariants).Assembly.GetManifestResourceStream("EncoderVariants.json")!;
        using var document = JsonDocument.Parse(stream);
        return [.. document.RootElement.GetProperty("variants").EnumerateArray().Select(variant => variant.Clone())];
    }
}
