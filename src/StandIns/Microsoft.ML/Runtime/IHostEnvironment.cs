namespace Microsoft.ML.Runtime;

/// <summary>What a component may ask of its surroundings: channels, progress and loadable components.</summary>
public interface IHostEnvironment : IChannelProvider, IProgressChannelProvider
{
    IHost Register(string name, int? seed = null, bool? verbose = null);

    ComponentCatalog ComponentCatalog { get; }
}
