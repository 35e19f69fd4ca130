using System.Reflection;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Saves a custom mapping as its contract and the assembly of its action, and finds its factory there.</summary>
internal static class CustomMappingLoader
{
    public const string Signature = "CustomTransformer";

    public static void Save(ModelSaveContext context, string contractName, string assemblyName)
    {
        Check.State(contractName != null, "Empty contract name for a transform: the transform cannot be saved");
        context.Start(Signature);
        context.Writer.Write(contractName);
        context.Writer.Write(assemblyName);
    }

    public static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        var contractName = context.Reader.ReadString();
        environment.ComponentCatalog.RegisterAssembly(Assembly.Load(context.Reader.ReadString()));
        var factory = environment.ComponentCatalog.GetExtensionValue(typeof(CustomMappingFactoryAttributeAttribute), contractName) as ICustomMappingFactory
            ?? throw new InvalidOperationException($"The class with contract '{contractName}' must derive from '{typeof(CustomMappingFactory<,>).FullName}'.");
        return factory.CreateTransformer(contractName);
    }
}
