using static TorchSharp.torch;

namespace SafetyML.Torch.Checkpoints;

/// <summary>
/// The tensors of a model folder (<c>model.safetensors</c>, <c>pytorch_model.bin</c>, or shards with their index) or of one file.
/// A tensor is read when it is asked for.
/// </summary>
public sealed class Checkpoint : IDisposable
{
    private readonly List<IWeightFile> files;
    private readonly Dictionary<string, StoredTensor> tensors;

    private Checkpoint(string path, List<IWeightFile> files)
    {
        Path = path;
        this.files = files;
        tensors = new Dictionary<string, StoredTensor>(files.Sum(file => file.Tensors.Count), StringComparer.Ordinal);
        foreach (var tensor in files.SelectMany(file => file.Tensors))
            if (!tensors.TryAdd(tensor.Info.Name, tensor))
                throw new CheckpointFormatException($"{tensor.File}: tensor '{tensor.Info.Name}' is also in {tensors[tensor.Info.Name].File}.");
    }

    /// <summary>The folder or file that was opened.</summary>
    public string Path { get; }

    /// <summary>The names of all tensors.</summary>
    public IReadOnlyCollection<string> Names => tensors.Keys;

    /// <summary>Opens a model folder or one <c>.safetensors</c>, <c>.bin</c> or <c>.gguf</c> file and checks its headers; reads no weights.</summary>
    /// <exception cref="CheckpointFormatException">A file is malformed, or a shard is missing.</exception>
    /// <exception cref="FileNotFoundException">There is no such file, or no weights in the folder.</exception>
    public static Checkpoint Open(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        var opened = new List<IWeightFile>();
        try
        {
            foreach (string file in WeightFiles.Find(path))
                opened.Add(WeightFiles.Open(file));
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
    public TensorInfo Info(string name) => Find(name).Info;

    /// <summary>Copies a tensor out of the file, then converts it to <paramref name="type"/> and moves it to <paramref name="device"/> where given.</summary>
    /// <exception cref="CheckpointFormatException">The tensor holds NaN or an infinity.</exception>
    public Tensor Read(string name, ScalarType? type = null, Device? device = null)
    {
        var stored = Find(name);
        using var scope = NewDisposeScope();
        var tensor = empty([.. stored.Info.Shape], stored.Info.Type, CPU);
        WeightCopy.Copy(stored, tensor);
        return tensor.to(type ?? stored.Info.Type, device ?? CPU).MoveToOuterDisposeScope();
    }

    /// <summary>
    /// The identity of the weights, in lower-case hexadecimal: a SHA-256 over every tensor's name, type, shape and SHA-256 in order of name.
    /// How they are split over files does not change it.
    /// </summary>
    public string Sha256() => WeightIdentity.Compute(tensors.Values);

    /// <summary>Closes the files. Tensors that were read stay valid.</summary>
    public void Dispose() => files.ForEach(file => file.Dispose());

    private StoredTensor Find(string name) =>
        tensors.TryGetValue(name, out var found) ? found : throw new KeyNotFoundException($"{Path} has no tensor '{name}'.");
}
