namespace Microsoft.ML.Runtime;

/// <summary>Starts channels that carry messages to the listeners of an environment.</summary>
public interface IChannelProvider : IExceptionContext
{
    IChannel Start(string name);

    IPipe<TMessage> StartPipe<TMessage>(string name);
}
