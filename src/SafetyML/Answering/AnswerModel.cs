using SafetyML.Torch.Decoding;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>A base model with one adapter or none, loaded when it is first asked. Safe for several threads.</summary>
internal sealed class AnswerModel : IDisposable
{
    private readonly Lock _opening = new();
    private readonly Func<Parts> _open;
    private Parts? _parts;
    private volatile bool _disposed;

    /// <summary>A model that is loaded when needed, with the adapter that <paramref name="loadAdapter"/> puts on it; null for none.</summary>
    public AnswerModel(Func<ModelLease<LanguageModel>> rent, Func<LanguageModel, LoraAdapter>? loadAdapter) =>
        _open = () => Open(rent(), loadAdapter);

    /// <summary>A model that is loaded; its lease and its detached adapter become this object's.</summary>
    public AnswerModel(ModelLease<LanguageModel> lease, LoraAdapter adapter)
        : this(() => lease, null) => _parts = new Parts(lease, adapter);

    /// <summary>The identity of the base weights.</summary>
    public string WeightsSha256 => Loaded.Lease.Model.WeightsSha256;

    private Parts Loaded
    {
        get
        {
            lock (_opening)
            {
                ThrowIfDisposed();
                // A failure is not kept: a base model that is not there now may be there when it is asked again.
                return _parts ??= _open();
            }
        }
    }

    /// <summary>Loads what is not loaded yet.</summary>
    public void Load() => _ = Loaded;

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, this);

    /// <summary>Something about the loaded model that does not run it.</summary>
    public TResult With<TResult>(Func<LanguageModel, TResult> read) => read(Loaded.Lease.Model);

    /// <summary>Answers token ids.</summary>
    public IReadOnlyList<string> Answer(IReadOnlyList<int[]> prompts, DecodingOptions decoding, CancellationToken cancellationToken) => WithAdapter(parts =>
    {
        var generator = new TextGenerator(parts.Lease.Model);
        // Draws depend on a prompt's place in the call: alone, the same prompt draws the same answer in every batch.
        IEnumerable<IReadOnlyList<int[]>> calls = decoding.Sample ? prompts.Select(prompt => (int[][])[prompt]) : [prompts];
        return calls.SelectMany(call => generator.Generate(call, decoding, null, cancellationToken)).Select(generation => generation.Text).ToList();
    });

    public void SaveMerged(string folder, CancellationToken cancellationToken) => WithAdapter(parts =>
    {
        parts.Adapter?.Merge();
        parts.Lease.Model.Save(folder, cancellationToken);
        parts.Adapter?.Unmerge();
        return true;
    });

    /// <summary>The adapter's files; null without an adapter.</summary>
    public AdapterFiles? CaptureAdapter(string baseModelName) => Loaded.Adapter is { } adapter ? AdapterFiles.Of(adapter, baseModelName) : null;

    public void Dispose()
    {
        lock (_opening)
        {
            if (_disposed)
                return;
            _disposed = true;
        }
        if (_parts is not { } parts)
            return;
        lock (parts.Lease.InUse)
            parts.Adapter?.Dispose();
        parts.Lease.Dispose();
    }

    private static Parts Open(ModelLease<LanguageModel> lease, Func<LanguageModel, LoraAdapter>? loadAdapter)
    {
        try
        {
            lock (lease.InUse)
            {
                var adapter = loadAdapter?.Invoke(lease.Model);
                adapter?.Detach();
                return new Parts(lease, adapter);
            }
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    private TResult WithAdapter<TResult>(Func<Parts, TResult> run)
    {
        var parts = Loaded;
        lock (parts.Lease.InUse)
        {
            ThrowIfDisposed();
            parts.Lease.Model.Network.eval();
            parts.Adapter?.Reattach();
            try
            {
                return run(parts);
            }
            finally
            {
                parts.Adapter?.Detach();
            }
        }
    }

    private sealed record Parts(ModelLease<LanguageModel> Lease, LoraAdapter? Adapter);
}
