namespace SafetyML.Answering;

/// <summary>One user's hold on a model.</summary>
/// <param name="model">The model.</param>
/// <param name="inUse">The model's lock.</param>
/// <param name="release">Gives it back.</param>
internal sealed class ModelLease<TModel>(TModel model, Lock inUse, Action release) : IDisposable
    where TModel : IDisposable
{
    private int _ended;

    /// <summary>A user that nobody disposed gives its hold back when it is collected.</summary>
    ~ModelLease() => End();

    public TModel Model => model;

    /// <summary>Held by whoever changes the model while it runs: one adapter at a time sits on it.</summary>
    public Lock InUse => inUse;

    /// <summary>The hold on a model that nobody else uses.</summary>
    public static ModelLease<TModel> Own(TModel model) => new(model, new Lock(), model.Dispose);

    public void Dispose()
    {
        End();
        GC.SuppressFinalize(this);
    }

    private void End()
    {
        if (Interlocked.Exchange(ref _ended, 1) == 0)
            release();
    }
}
