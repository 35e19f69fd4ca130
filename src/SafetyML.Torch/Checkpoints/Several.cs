using System.Runtime.ExceptionServices;

namespace SafetyML.Torch.Checkpoints;

/// <summary>Work on several threads whose first fault comes out as it was thrown, not as one of a collection.</summary>
internal static class Several
{
    public static T Run<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (AggregateException error)
        {
            ExceptionDispatchInfo.Throw(error.Flatten().InnerExceptions[0]);
            throw;
        }
    }
}
