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

    /// <summary>The transforms of the same host as a task's trainers.</summary>
    public static TransformsCatalog Of(TrainCatalogBase.CatalogInstantiatorBase trainers)
    {
        try
        {
            return Transforms(Environment(Owner(trainers)));
        }
        catch (MissingMethodException)
        {
            return new MLContext().Transforms;
        }
    }

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Owner")]
    private static extern TrainCatalogBase Owner(TrainCatalogBase.CatalogInstantiatorBase trainers);

    [UnsafeAccessor(UnsafeAccessorKind.Method, Name = "get_Environment")]
    private static extern IHostEnvironment Environment(TrainCatalogBase catalog);

    [UnsafeAccessor(UnsafeAccessorKind.Constructor)]
    private static extern TransformsCatalog Transforms(IHostEnvironment environment);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_env")]
    private static extern ref IHostEnvironment Environment(TransformsCatalog catalog);
}
