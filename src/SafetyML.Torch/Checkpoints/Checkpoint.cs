using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>
/// The tensors of a model folder (<c>model.safetensors</c>, or shards with their index) or of one safetensors file.
/// Files are memory-mapped; a tensor is read when it is asked for.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    /// <summary>The largest piece that is copied at once: a span holds at most 2 GB.</summary>
    private const long CopyBytes = 1L << 30;

    private readonly List<SafetensorsFile> files;
    private readonly Dictionary<string, (SafetensorsFile File, SafetensorsHeader.Entry Entry)> tensors = new(StringComparer.Ordinal);

    private Checkpoint(string path, List<SafetensorsFile> files)
    {
        Path = path;
        this.files = files;
        foreach (var file in files)
            foreach (var entry in file.Header.Entries)
                if (!tensors.TryAdd(entry.Info.Name, (file, entry)))
                    throw new CheckpointFormatException($"{file.Path}: tensor '{entry.Info.Name}' is also in {tensors[entry.Info.Name].File.Path}.");
    }

    /// <summary>The folder or file that was opened.</summary>
    public string Path { get; }

    /// <summary>The names of all tensors.</summary>
    public IReadOnlyCollection<string> Names => tensors.Keys;

    /// <summary>Opens a model folder or one <c>.safetensors</c> file and checks its headers; reads no weights.</summary>
    /// <exception cref="CheckpointFormatException">A file is malformed, or a shard is missing.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or no weights in the folder.</exception>
    public static Checkpoint Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var opened = new List<SafetensorsFile>();
        try
        {
            foreach (string file in WeightFiles.Find(path))
                opened.Add(SafetensorsFile.Open(file));
            return new Checkpoint(path, opened);
        }
        catch
        {
            opened.ForEach(file => file.Dispose());
            throw;
        }
    }

    /// <summary>Whether there is a tensor of this name.</summary>
    public bool Contains(string name) => tensors.ContainsKey(name);

    /// <summary>The type, shape and size of a tensor.</summary>
    /// <exception cref="KeyNotFoundException">There is no tensor of this name.</exception>
    public TensorInfo Info(string name) => Find(name).Entry.Info;

    /// <summary>Copies a tensor out of the file, then converts it to <paramref name="type"/> and moves it to <paramref name="device"/> where given.</summary>
    /// <exception cref="CheckpointFormatException">The tensor holds NaN or an infinity.</exception>
    public Tensor Read(string name, ScalarType? type = null, Device? device = null)
    {
        var (file, entry) = Find(name);
        using var scope = NewDisposeScope();
        var tensor = empty([.. entry.Info.Shape], entry.Info.Type, CPU);
        Copy(file, entry, tensor);
        return tensor.to(type ?? entry.Info.Type, device ?? CPU).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The identity of the weights, in lower-case hexadecimal: a SHA-256 over every tensor's name, type, shape and SHA-256 in order of name.
    /// How they are split over files does not change it.
    /// </summary>
    public string Sha256() => WeightIdentity.Compute(tensors.Values);

    /// <summary>Unmaps the files. Tensors that were read stay valid.</summary>
    public void Dispose() => files.ForEach(file => file.Dispose());

    private (SafetensorsFile File, SafetensorsHeader.Entry Entry) Find(string name) =>
        tensors.TryGetValue(name, out var found) ? found : throw new KeyNotFoundException($"{Path} has no tensor '{name}'.");

    private static void Copy(SafetensorsFile file, SafetensorsHeader.Entry entry, Tensor target)
    {
        if (entry.Info.ByteCount == 0)
            return;
        using var view = file.View(entry);
        using var flat = target.view(-1);
        int size = SafetensorsTypes.SizeOf(entry.Info.Type);
        for (long done = 0; done < entry.Info.ByteCount; done += CopyBytes)
        {
            long count = Math.Min(CopyBytes, entry.Info.ByteCount - done);
            using var piece = flat.narrow(0, done / size, count / size);
            view.ReadExactly(piece.bytes);
            if (!FiniteCheck.AllFinite(piece.bytes, entry.Info.Type))
                throw new CheckpointFormatException(
                    $"{file.Path}: tensor '{entry.Info.Name}' holds NaN or an infinity. The weights are damaged: download or train them again.");
        }
    }
}
