using System.IO.Compression;
using System.Text;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Where a model writes itself: one folder of the model file, with subfolders for its parts.</summary>
public sealed class ModelSaveContext : IDisposable
{
    internal const string EntryName = "Model.key";

    private readonly ZipArchive _archive;
    private readonly string _folder;
    private readonly MemoryStream _content = new();
    private string _signature;

    private ModelSaveContext(ZipArchive archive, string folder)
    {
        _archive = archive;
        _folder = folder;
        Writer = new BinaryWriter(_content, Encoding.UTF8);
    }

    internal BinaryWriter Writer { get; }

    public void Dispose() => Writer.Dispose();

    internal static void SaveModel(ZipArchive archive, ICanSaveModel model, string folder)
    {
        if (model == null)
            return;
        using var context = new ModelSaveContext(archive, folder);
        model.Save(context);
        context.Finish();
    }

    /// <summary>Names the loader that reads what is written next.</summary>
    internal void Start(string signature) => _signature = signature;

    internal void SaveModel(ICanSaveModel model, string name) => SaveModel(_archive, model, $"{_folder}/{name}");

    private void Finish()
    {
        Check.State(_signature != null, "ModelSignature not specified!");
        Writer.Flush();
        using var writer = new BinaryWriter(_archive.CreateEntry($"{_folder}/{EntryName}").Open(), Encoding.UTF8);
        writer.Write(_signature);
        writer.Flush();
        _content.WriteTo(writer.BaseStream);
    }
}
