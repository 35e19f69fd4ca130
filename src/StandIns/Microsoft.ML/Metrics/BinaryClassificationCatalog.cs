using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The place of this task's trainers and metrics.</summary>
public sealed class BinaryClassificationCatalog
{
    internal BinaryClassificationCatalog(IHostEnvironment env) => Environment = env;

    internal IHostEnvironment Environment { get; }
}
