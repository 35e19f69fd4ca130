using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>Where the tensors of a checkpoint are not those that a model needs.</summary>
internal static class TensorFaults
{
    private const int MostNamed = 10;

    /// <summary>A sentence for each kind of fault: tensors that are missing, that nothing uses, of another shape or not of numbers; none where all is well.</summary>
    /// <param name="needed">The tensors of the model.</param>
    /// <param name="present">The tensors of the checkpoint, under the names of the model.</param>
    /// <param name="isIgnored">Whether a tensor that the model does not need may be there.</param>
    public static IReadOnlyList<string> Of(
        IEnumerable<(string Name, long[] Shape)> needed, IReadOnlyDictionary<string, TensorInfo> present, Func<string, bool> isIgnored)
    {
        var shapes = needed.ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);
        TensorInfo[] used = [.. shapes.Keys.Where(present.ContainsKey).Select(name => present[name] with { Name = name })];
        string?[] faults =
        [
            Sentence("missing", shapes.Keys.Where(name => !present.ContainsKey(name))),
            Sentence("not part of this architecture", present.Keys.Where(name => !shapes.ContainsKey(name) && !isIgnored(name))),
            Sentence("of another shape than config.json says", used.Where(tensor => !tensor.Shape.SequenceEqual(shapes[tensor.Name]))
                .Select(tensor => $"{tensor.Name} is {TensorInfo.ShapeText(tensor.Shape)}, not {TensorInfo.ShapeText(shapes[tensor.Name])}")),
            Sentence("not of a floating-point type", used.Where(tensor => !IsFloat(tensor.Type)).Select(tensor => $"{tensor.Name} is {tensor.Type}")),
        ];
        return [.. faults.OfType<string>()];
    }

    private static string? Sentence(string fault, IEnumerable<string> names)
    {
        string[] all = [.. names];
        string rest = all.Length > MostNamed ? ", ..." : "";
        return all.Length == 0 ? null
            : $"{all.Length} {(all.Length == 1 ? "tensor is" : "tensors are")} {fault}: {string.Join(", ", all.Take(MostNamed))}{rest}.";
    }

    private static bool IsFloat(ScalarType type) => type is ScalarType.Float64 or ScalarType.Float32 or ScalarType.Float16 or ScalarType.BFloat16;
}
