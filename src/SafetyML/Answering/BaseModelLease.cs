using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>One user's hold on a shared base model.</summary>
internal sealed class BaseModelLease(BaseModelCache.SharedModel shared) : IDisposable
{
    private int _ended;

    /// <summary>A transformer that nobody disposed gives its hold back when it is collected.</summary>
    ~BaseModelLease() => End();

    public LanguageModel Model => shared.Model;

    /// <summary>Held by whoever runs the model: one adapter at a time sits on it.</summary>
    public Lock InUse => shared.InUse;

    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            BaseModelCache.Return(shared);
    }
}
