namespace Microsoft.ML.Runtime;

/// <summary>The environment of one component, with a random source of its own.</summary>
public interface IHost : IHostEnvironment
{
    Random Rand { get; }
}
