using System.Diagnostics;

namespace Microsoft.ML.Runtime;

/// <summary>Sends messages with the full name of their source to the environment's listener.</summary>
internal sealed class Channel : IChannel
{
    private readonly RootEnvironment _environment;
    private readonly string _source;
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private bool _disposed;

    public Channel(RootEnvironment environment, string source)
    {
        _environment = environment;
        _source = source;
        Trace(MessageSensitivity.None, "Channel started");
    }

    public string ContextDescription => $"Channel {_source}";

    public void Send(ChannelMessage msg) => _environment.Dispatch(_source, msg);

    public void Trace(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Trace, sensitivity, fmt);

    public void Trace(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Trace, sensitivity, fmt, args);

    public void Error(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Error, sensitivity, fmt);

    public void Error(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Error, sensitivity, fmt, args);

    public void Warning(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Warning, sensitivity, fmt);

    public void Warning(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Warning, sensitivity, fmt, args);

    public void Info(MessageSensitivity sensitivity, string fmt) => Send(ChannelMessageKind.Info, sensitivity, fmt);

    public void Info(MessageSensitivity sensitivity, string fmt, params object[] args) => Send(ChannelMessageKind.Info, sensitivity, fmt, args);

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        Trace(MessageSensitivity.None, "Channel finished. Elapsed {0:c}.", _watch.Elapsed);
        Trace(MessageSensitivity.None, "Channel disposed");
    }

    private void Send(ChannelMessageKind kind, MessageSensitivity sensitivity, string format, object[] arguments = null)
        => Send(new ChannelMessage(kind, sensitivity, format, arguments));
}
