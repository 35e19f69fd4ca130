using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>Loads each base model once and frees it when the last transformer that uses it is disposed.</summary>
internal static class BaseModelCache
{
    private static readonly Lock Gate = new();
    private static readonly Dictionary<BaseModelPlace, SharedModel> Models = [];

    /// <summary>The model at a place, loaded if it is not; the caller disposes the lease.</summary>
    public static BaseModelLease Rent(BaseModelPlace place)
    {
        var key = place.Full();
        SharedModel shared;
        lock (Gate)
        {
            if (!Models.TryGetValue(key, out shared!))
                Models[key] = shared = new SharedModel(key);
            shared.Leases++;
        }
        var lease = new BaseModelLease(shared);
        try
        {
            _ = lease.Model;
            return lease;
        }
        catch
        {
            lease.Dispose();
            throw;
        }
    }

    /// <summary>How many leases the model at a place has; 0 when it is not loaded.</summary>
    public static int LeasesOf(BaseModelPlace place)
    {
        lock (Gate)
            return Models.TryGetValue(place.Full(), out var shared) ? shared.Leases : 0;
    }

    /// <summary>Ends a lease; the last one frees the model.</summary>
    public static void Return(SharedModel shared)
    {
        lock (Gate)
        {
            if (--shared.Leases > 0)
                return;
            Models.Remove(shared.Place);
        }
        shared.Free();
    }

    /// <summary>A loaded model and who may use it.</summary>
    internal sealed class SharedModel(BaseModelPlace place)
    {
        private readonly Lazy<LanguageModel> _model = new(place.Load);

        public BaseModelPlace Place => place;

        public LanguageModel Model => _model.Value;

        /// <summary>Held while an adapter sits on the model.</summary>
        public Lock InUse { get; } = new();

        public int Leases { get; set; }

        public void Free()
        {
            if (_model.IsValueCreated)
                _model.Value.Dispose();
        }
    }
}
