namespace Microsoft.ML.Runtime;

/// <summary>A pipe of messages that nobody listens to.</summary>
internal sealed class Pipe<TMessage> : IPipe<TMessage>
{
    public string ContextDescription => "Pipe";

    public void Send(TMessage msg)
    {
    }

    public TException Process<TException>(TException ex)
        where TException : Exception => ex;

    public void Dispose()
    {
    }
}
