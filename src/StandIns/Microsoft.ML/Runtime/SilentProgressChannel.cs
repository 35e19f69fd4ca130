namespace Microsoft.ML.Runtime;

/// <summary>A progress channel without listeners, as in an <see cref="MLContext"/>.</summary>
internal sealed class SilentProgressChannel : IProgressChannel
{
    public IProgressChannel StartProgressChannel(string name) => this;

    public void SetHeader(ProgressHeader header, Action<IProgressEntry> fillAction)
    {
    }

    public void Checkpoint(params double?[] values)
    {
    }

    public void Dispose()
    {
    }
}
