using SafetyML.Torch.Checkpoints;
using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>The tensors of an adapter folder, under PEFT's keys.</summary>
internal static class AdapterWeights
{
    private const string FileName = "adapter_model.safetensors";

    /// <summary>What PEFT wrote before it wrote safetensors.</summary>
    private const string OldFileName = "adapter_model.bin";

    private const int MostNamed = 10;

    /// <summary>Refuses a folder whose tensors are not just those that the branches need.</summary>
    public static void Check(string folder, IReadOnlyList<LoraShape> shapes)
    {
        using var checkpoint = Open(folder);
        if (shapes.Count == 0)
            throw new AdapterMismatchException(
                $"{folder}: no layer of this model matches target_modules of adapter_config.json. The adapter belongs to another architecture.");
        var expected = new Dictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var shape in shapes)
        {
            expected[KeyA(shape.Name)] = [shape.Rank, shape.In];
            expected[KeyB(shape.Name)] = [shape.Out, shape.Rank];
        }
        Refuse(checkpoint, "is missing", expected.Keys.Where(key => !checkpoint.Contains(key)));
        Refuse(checkpoint, "matches no target of adapter_config.json in this model", checkpoint.Names.Where(key => !expected.ContainsKey(key)));
        foreach (var (key, shape) in expected)
            if (!checkpoint.Info(key).Shape.SequenceEqual(shape))
                throw new AdapterMismatchException(
                    $"{checkpoint.Path}: '{key}' is {TensorInfo.ShapeText(checkpoint.Info(key).Shape)}, but this model needs " +
                    $"{TensorInfo.ShapeText(shape)}. The adapter belongs to another base model.");
    }

    public static void Read(string folder, IReadOnlyList<LoraBranch> branches)
    {
        using var checkpoint = Open(folder);
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        foreach (var branch in branches)
        {
            branch.A.copy_(checkpoint.Read(KeyA(branch.Name)));
            branch.B.copy_(checkpoint.Read(KeyB(branch.Name)));
        }
    }

    public static void Write(string folder, IReadOnlyList<LoraBranch> branches)
    {
        var tensors = new Dictionary<string, Tensor>();
        foreach (var branch in branches)
        {
            tensors[KeyA(branch.Name)] = branch.A;
            tensors[KeyB(branch.Name)] = branch.B;
        }
        SafetensorsWriter.Write(Path.Combine(folder, FileName), tensors);
    }

    private static string KeyA(string layer) => $"base_model.model.{layer}.lora_A.weight";

    private static string KeyB(string layer) => $"base_model.model.{layer}.lora_B.weight";

    private static Checkpoint Open(string folder)
    {
        string path = Path.Combine(folder, FileName), old = Path.Combine(folder, OldFileName);
        return File.Exists(path) ? Checkpoint.Open(path)
            : File.Exists(old) ? Checkpoint.Open(old)
            : throw new FileNotFoundException($"'{path}' was not found. An adapter folder holds adapter_config.json and {FileName} or {OldFileName}.", path);
    }

    private static void Refuse(Checkpoint checkpoint, string fault, IEnumerable<string> keys)
    {
        string[] all = [.. keys.Order(StringComparer.Ordinal)];
        if (all.Length > 0)
            throw new AdapterMismatchException(
                $"{checkpoint.Path}: '{string.Join("', '", all.Take(MostNamed))}' " +
                $"{fault}{(all.Length > MostNamed ? $", and {all.Length - MostNamed} more" : "")}.");
    }
}
