namespace Microsoft.ML.Runtime;

/// <summary>The environment of one component; messages name it as their source.</summary>
internal sealed class Host(RootEnvironment environment, string name, string parentName, int seed) : IHost
{
    private readonly string _fullName = string.IsNullOrEmpty(parentName) ? name : $"{parentName}; {name}";

    public Random Rand { get; } = new(seed);

    public ComponentCatalog ComponentCatalog => environment.ComponentCatalog;

    public string ContextDescription => _fullName;

    public IHost Register(string name, int? seed = null, bool? verbose = null) => new Host(environment, name, parentName, seed ?? environment.NextSeed());

    public IChannel Start(string name) => new Channel(environment, $"{_fullName}; {name}");

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>();

    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;
}
