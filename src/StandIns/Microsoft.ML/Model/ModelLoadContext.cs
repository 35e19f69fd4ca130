using System.IO.Compression;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a model reads itself from: one folder of the model file.</summary>
internal sealed class ModelLoadContext : IDisposable
{
    private readonly ZipArchive _archive;
    private readonly string _folder;

    private ModelLoadContext(ZipArchive archive, string folder, Stream content)
    {
        _archive = archive;
        _folder = folder;
        Reader = new BinaryReader(content, Encoding.UTF8);
    }

    public BinaryReader Reader { get; }

    public static ITransformer LoadModel(IHostEnvironment environment, ZipArchive archive, string folder)
    {
        var entry = archive.GetEntry($"{folder}/{ModelSaveContext.EntryName}") ?? throw new FormatException("Corrupt model file");
        using var context = new ModelLoadContext(archive, folder, entry.Open());
        var signature = context.Reader.ReadString();
        return ModelLoaders.Find(signature)(environment, context);
    }

    public ITransformer LoadModel(IHostEnvironment environment, string name) => LoadModel(environment, _archive, $"{_folder}/{name}");

    public void Dispose() => Reader.Dispose();
}
