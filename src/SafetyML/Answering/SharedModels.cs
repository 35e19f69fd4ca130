namespace SafetyML.Answering;

/// <summary>Loads each model once and frees it when the last of its users is disposed.</summary>
internal sealed class SharedModels<TModel>(Func<ModelPlace, TModel> load)
    where TModel : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<ModelPlace, Shared> _models = [];

    /// <summary>The model at a place, loaded if it is not; the caller disposes the lease.</summary>
    public ModelLease<TModel> Rent(ModelPlace place)
    {
        var key = place.Full();
        Shared shared;
        lock (_gate)
        {
            if (!_models.TryGetValue(key, out shared!))
                _models[key] = shared = new Shared(key, new Lazy<TModel>(() => load(key)));
            shared.Leases++;
        }
        try
        {
            return new ModelLease<TModel>(shared.Model.Value, shared.InUse, () => Return(shared));
        }
        catch
        {
            Return(shared);
            throw;
        }
    }

    /// <summary>How many leases the model at a place has; 0 when it is not loaded.</summary>
    public int LeasesOf(ModelPlace place)
    {
        lock (_gate)
            return _models.TryGetValue(place.Full(), out var shared) ? shared.Leases : 0;
    }

    private void Return(Shared shared)
    {
        lock (_gate)
        {
            if (--shared.Leases > 0)
                return;
            _models.Remove(shared.Place);
        }
        if (shared.Model.IsValueCreated)
            shared.Model.Value.Dispose();
    }

    private sealed class Shared(ModelPlace place, Lazy<TModel> model)
    {
        public ModelPlace Place => place;

        public Lazy<TModel> Model => model;

        public Lock InUse { get; } = new();

        public int Leases { get; set; }
    }
}
