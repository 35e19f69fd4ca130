using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;

namespace SafetyML.Tests.Support;

/// <summary>Prints an assembly's public surface: what its users compile against, one member a line, sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    public static string Print(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            text.Append($"{Kind(type)} {type.FullName}{Bases(type)}\n");
            foreach (var line in Members(type).Distinct().Order(StringComparer.Ordinal))
                text.Append($"    {line}\n");
        }
        return text.ToString();
    }

    private static string Kind(Type type) =>
        type.IsEnum ? "enum"
        : type.IsInterface ? "interface"
        : type.IsSubclassOf(typeof(Delegate)) ? "delegate"
        : $"{Modifier(type)}{(type.IsValueType ? "struct" : type.GetMethod("<Clone>$") is null ? "class" : "record")}";

    private static string Modifier(Type type) =>
        type is { IsAbstract: true, IsSealed: true } ? "static "
        : type is { IsSealed: true, IsValueType: false } ? "sealed "
        : type.IsAbstract ? "abstract "
        : "";

    private static string Bases(Type type)
    {
        var own = type.GetInterfaces().Except(type.BaseType?.GetInterfaces() ?? []).Where(each => !Name(each).StartsWith("IEquatable", StringComparison.Ordinal)).Select(Name);
        string[] bases = [.. type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType ? [Name(parent)] : Array.Empty<string>(), .. own.Order(StringComparer.Ordinal)];
        return type.IsEnum || bases.Length == 0 ? "" : $" : {string.Join(", ", bases)}";
    }

    private static IEnumerable<string> Members(Type type) => type.IsEnum
        ? Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}")
        : type.GetMembers(Declared).Where(IsOurs).Select(Member).OfType<string>();

    private static bool IsOurs(MemberInfo member) =>
        !member.IsDefined(typeof(CompilerGeneratedAttribute)) && !member.Name.Contains('<', StringComparison.Ordinal);

    private static string? Member(MemberInfo member) => member switch
    {
        ConstructorInfo constructor when IsVisible(constructor) => $"{constructor.DeclaringType!.Name}({Parameters(constructor)})",
        MethodInfo { IsSpecialName: false } method when IsVisible(method) => $"{Prefix(method)}{Name(method.ReturnType)} {method.Name}{Generics(method)}({Parameters(method)})",
        PropertyInfo { GetMethod: { } getter } property when IsVisible(getter) => $"{Prefix(getter)}{Name(property.PropertyType)} {property.Name} {{ get; {Setter(property)}}}",
        FieldInfo { IsPublic: true } field => $"{(field.IsLiteral ? "const " : field.IsStatic ? "static " : "")}{Name(field.FieldType)} {field.Name}",
        _ => null,
    };

    private static bool IsVisible(MethodBase method) => method.IsPublic || ((method.IsFamily || method.IsFamilyOrAssembly) && !method.DeclaringType!.IsSealed);

    private static string Prefix(MethodInfo method) =>
        method.IsStatic ? "static " : method.GetBaseDefinition() != method ? "override " : method.IsAbstract && !method.DeclaringType!.IsInterface ? "abstract " : "";

    private static string Setter(PropertyInfo property) =>
        property.SetMethod is not { } setter || !IsVisible(setter) ? ""
        : setter.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init; "
        : "set; ";

    private static string Generics(MethodInfo method) => method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>" : "";

    private static string Parameters(MethodBase method) =>
        (method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "") + string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter) =>
        $"{Name(parameter.ParameterType)} {parameter.Name}{(parameter.HasDefaultValue ? $" = {Default(parameter.DefaultValue)}" : "")}";

    private static string Default(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        bool flag => flag ? "true" : "false",
        _ => value.ToString()!,
    };

    private static string Name(Type type) =>
        Nullable.GetUnderlyingType(type) is { } inner ? $"{Name(inner)}?"
        : type.IsArray ? $"{Name(type.GetElementType()!)}[]"
        : type.IsByRef ? $"ref {Name(type.GetElementType()!)}"
        : !type.IsGenericType ? type.Name
        : $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>";
}
