using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>The place of transforms; their verbs are extension methods.</summary>
public sealed class TransformsCatalog
{
    private readonly IHostEnvironment _env;

    internal TransformsCatalog(IHostEnvironment env)
    {
        _env = env;
        Conversion = new ConversionTransforms(this);
    }

    public ConversionTransforms Conversion { get; }

    internal IHostEnvironment Environment => _env;

    /// <summary>The place of transforms from one type of value to another.</summary>
    public sealed class ConversionTransforms
    {
        private readonly IHostEnvironment _env;

        internal ConversionTransforms(TransformsCatalog owner) => _env = owner.Environment;

        internal IHostEnvironment Environment => _env;
    }
}
