using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>An adapter as the two files of its PEFT folder. Their names are not part of it: a saved model cannot name a file to write.</summary>
internal sealed record AdapterFiles(byte[] Configuration, byte[] Weights)
{
    private const string ConfigurationFile = "adapter_config.json";
    private const string WeightsFile = "adapter_model.safetensors";

    public static AdapterFiles Of(LoraAdapter adapter, string baseModelName)
    {
        using var folder = new TemporaryFolder();
        adapter.Save(folder.Path, baseModelName);
        return new AdapterFiles(folder.Read(ConfigurationFile), folder.Read(WeightsFile));
    }

    public static void RequireFolder(string folder)
    {
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The adapter folder '{folder}' was not found. Give a PEFT folder: {ConfigurationFile} and {WeightsFile}.");
    }

    public void Write(string folder)
    {
        AtomicFile.Write(Path.Combine(folder, WeightsFile), stream => stream.Write(Weights));
        AtomicFile.Write(Path.Combine(folder, ConfigurationFile), stream => stream.Write(Configuration));
    }

    /// <summary>Reads the adapter and puts it on a model.</summary>
    public LoraAdapter Load(LanguageModel model)
    {
        using var folder = new TemporaryFolder();
        Write(folder.Path);
        return LoraAdapter.Load(model.Network, folder.Path);
    }

    private sealed class TemporaryFolder : IDisposable
    {
        public string Path { get; } = Directory.CreateTempSubdirectory("safetyml-").FullName;

        public byte[] Read(string name) => File.ReadAllBytes(System.IO.Path.Combine(Path, name));

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
