using System.Reflection;

namespace Microsoft.ML.Runtime;

/// <summary>Calls a generic method with a type that is known only at run time, the value type of a column.</summary>
internal static class GenericCall
{
    /// <summary>Calls <paramref name="method"/>, written with any type arguments, with <paramref name="types"/> in their place.</summary>
    public static TResult Invoke<TResult>(Delegate method, Type[] types, params object[] arguments)
        => (TResult)method.Method.GetGenericMethodDefinition().MakeGenericMethod(types)
            .Invoke(method.Target, BindingFlags.DoNotWrapExceptions, null, arguments, null);

    public static TResult Invoke<TResult>(Delegate method, Type type, params object[] arguments) => Invoke<TResult>(method, [type], arguments);
}
