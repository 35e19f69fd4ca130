using System.Collections.Concurrent;
using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Finds classes by the contract names that attributes of registered assemblies give them.</summary>
public sealed class ComponentCatalog
{
    private readonly ConcurrentDictionary<Assembly, bool> _registered = new();
    private readonly ConcurrentDictionary<(Type Attribute, string Contract), Type> _extensions = new();

    internal ComponentCatalog()
    {
    }

    /// <summary>Registers the extensions of <paramref name="assembly"/>; a second time does nothing.</summary>
    public void RegisterAssembly(Assembly assembly, bool throwOnError = true)
    {
        if (!_registered.TryAdd(assembly, true))
            return;
        foreach (var type in assembly.GetTypes().Where(type => type.IsClass))
        {
            foreach (var attribute in type.GetCustomAttributes<ExtensionBaseAttribute>(inherit: false))
                Register(attribute, type, throwOnError);
        }
    }

    /// <summary>Makes an instance of the class with this contract.</summary>
    internal object GetExtensionValue(Type attributeType, string contractName)
        => _extensions.TryGetValue((attributeType, contractName), out var type)
            ? Activator.CreateInstance(type)
            : throw new InvalidOperationException(
                $"Unable to locate an extension for the contract '{contractName}'. " +
                $"Ensure you have called {nameof(ComponentCatalog)}.{nameof(RegisterAssembly)} " +
                $"with the Assembly that contains a class decorated with a '{attributeType.FullName}'.");

    private void Register(ExtensionBaseAttribute attribute, Type type, bool throwOnError)
    {
        var key = (attribute.GetType(), attribute.ContractName);
        if (!_extensions.TryAdd(key, type) && throwOnError)
            throw new InvalidOperationException($"The contract '{attribute.ContractName}' is given by both '{_extensions[key]}' and '{type}'.");
    }
}
