using Microsoft.ML.Runtime;

namespace SafetyML.Hosting;

/// <summary>Messages to <c>MLContext.Log</c>, through a channel of the host that is open as long as this object.</summary>
internal sealed class Log(IHostEnvironment environment, string source) : IDisposable
{
    private readonly IChannel _channel = environment.Start(source);

    public void Info(string message) => _channel.Info(MessageSensitivity.None, message);

    public void Warning(string message) => _channel.Warning(MessageSensitivity.None, message);

    public void Dispose() => _channel.Dispose();
}
