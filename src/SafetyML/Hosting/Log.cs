using Microsoft.ML.Runtime;

namespace SafetyML.Hosting;

/// <summary>Messages to <c>MLContext.Log</c>, through the host's channel.</summary>
internal sealed class Log(IHostEnvironment? environment, string source)
{
    public void Info(string message) => Send(channel => channel.Info(MessageSensitivity.None, message));

    public void Warning(string message) => Send(channel => channel.Warning(MessageSensitivity.None, message));

    private void Send(Action<IChannel> send)
    {
        using var channel = environment?.Start(source);
        if (channel is not null)
            send(channel);
    }
}
