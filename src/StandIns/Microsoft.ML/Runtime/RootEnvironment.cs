namespace Microsoft.ML.Runtime;

/// <summary>The root of an <see cref="MLContext"/>: its seed, its components and its one listener.</summary>
internal sealed class RootEnvironment(int? seed, Action<string, ChannelMessage> listener) : IHostEnvironment
{
    private readonly Random _random = seed is int value ? new Random(value) : new Random();

    public int? Seed { get; } = seed;

    public ComponentCatalog ComponentCatalog { get; } = new();

    public string ContextDescription => "HostEnvironment";

    public IHost Register(string name, int? seed = null, bool? verbose = null) => new Host(this, name, null, seed ?? NextSeed());

    public IChannel Start(string name) => new Channel(this, name);

    public IPipe<TMessage> StartPipe<TMessage>(string name) => new Pipe<TMessage>();

    public IProgressChannel StartProgressChannel(string name) => new SilentProgressChannel();

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public void Dispatch(string source, ChannelMessage message) => listener(source, message);

    /// <summary>Draws the seed of the next host; hosts are registered from several threads.</summary>
    public int NextSeed()
    {
        lock (_random)
            return _random.Next();
    }
}
