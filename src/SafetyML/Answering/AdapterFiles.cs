using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>An adapter as the files of its PEFT folder.</summary>
internal sealed record AdapterFiles(IReadOnlyDictionary<string, byte[]> Contents)
{
    private const string Configuration = "adapter_config.json";
    private static readonly string[] Weights = ["adapter_model.safetensors", "adapter_model.bin"];

    public static AdapterFiles Of(LoraAdapter adapter, string baseModelName)
    {
        using var folder = new TemporaryFolder();
        adapter.Save(folder.Path, baseModelName);
        return Read(folder.Path);
    }

    public static AdapterFiles Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The adapter folder '{folder}' was not found. Give a PEFT folder: {Configuration} and {Weights[0]}.");
        var weights = Weights.FirstOrDefault(name => File.Exists(Path.Combine(folder, name)))
            ?? throw new FileNotFoundException($"The adapter folder '{folder}' has no {Weights[0]}.", Path.Combine(folder, Weights[0]));
        string[] names = [Configuration, weights];
        return new AdapterFiles(names.ToDictionary(name => name, name => File.ReadAllBytes(Path.Combine(folder, name))));
    }

    public void Write(string folder)
    {
        foreach (var (name, bytes) in Contents)
            AtomicFile.Write(Path.Combine(folder, name), stream => stream.Write(bytes));
    }

    /// <summary>Reads the adapter for a model, on which it does not stay.</summary>
    public LoraAdapter Load(LanguageModel model)
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path);
        var adapter = LoraAdapter.Load(model.Network, folder.Path);
        adapter.Detach();
        return adapter;
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("safetyml-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
