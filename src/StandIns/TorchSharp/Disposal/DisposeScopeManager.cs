namespace TorchSharp;

/// <summary>The dispose scopes of one thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic]
    private static DisposeScopeManager? t_instance;

    internal static DisposeScopeManager ThreadSingleton => t_instance ??= new DisposeScopeManager();

    internal DisposeScope? CurrentDisposeScope { get; private set; }

    internal ThreadDisposeScopeStatistics StatisticsInstance { get; } = new();

    /// <summary>What the current thread created, disposed and moved.</summary>
    public static ThreadDisposeScopeStatistics Statistics => ThreadSingleton.StatisticsInstance;

    internal DisposeScope NewDisposeScope() => CurrentDisposeScope = new DisposeScope(this);

    internal void Register(torch.Tensor tensor)
    {
        LifetimeStatistics counts = StatisticsInstance.TensorStatistics;
        if (CurrentDisposeScope is null)
        {
            counts.CreatedOutsideScopeCount++;
            return;
        }
        counts.CreatedInScopeCount++;
        CurrentDisposeScope.Add(tensor);
    }

    internal void Unregister(torch.Tensor tensor)
    {
        LifetimeStatistics counts = StatisticsInstance.TensorStatistics;
        if (tensor.OwningDisposeScope is null)
        {
            counts.DisposedOutsideScopeCount++;
            return;
        }
        counts.DisposedInScopeCount++;
        tensor.OwningDisposeScope.Forget(tensor);
    }

    // A scope may be disposed before the scopes inside it: those then hang on the scope around it.
    internal void Remove(DisposeScope disposed)
    {
        if (CurrentDisposeScope == disposed)
        {
            CurrentDisposeScope = disposed.OuterScope;
            return;
        }
        for (DisposeScope? scope = CurrentDisposeScope; scope is not null; scope = scope.OuterScope)
        {
            if (scope.OuterScope == disposed)
                scope.OuterScope = disposed.OuterScope;
        }
    }
}
