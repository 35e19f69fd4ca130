using System.Runtime.CompilerServices;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace SafetyML.Hosting;

/// <summary>The host behind a catalog. ML.NET shows it to its own assemblies only; without it messages would miss the user's <c>MLContext.Log</c>.</summary>
internal static class CatalogEnvironment
{
    public static IHostEnvironment Of(TransformsCatalog catalog)
    {
        try
        {
            return Environment(catalog);
        }
        catch (MissingFieldException)
        {
            return new MLContext();
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    private static extern ref IHostEnvironment Environment(TransformsCatalog catalog);
}
