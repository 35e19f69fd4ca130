using System.Reflection;
using SafetyML.Tests.Support;
using SafetyML.Torch.Models;
using Xunit;

namespace SafetyML.Tests;

/// <summary>A change of the public surface shows as a change of a file next to this one.</summary>
public sealed class PublicApiTests
{
    [Theory]
    [InlineData("SafetyML")]
    [InlineData("SafetyML.Torch")]
    public void PublicApi_OfAssembly_IsTheApprovedOne(string name)
    {
        var approved = Path.Combine(Repository.Root, "tests", "SafetyML.Tests", $"{name}.PublicApi.approved.txt");
        var actual = PublicApi.Print(name == "SafetyML" ? typeof(SafetyCatalog).Assembly : typeof(LanguageModel).Assembly);
        if (Environment.GetEnvironmentVariable("SAFETYML_APPROVE") == "1")
            File.WriteAllText(approved, actual);
        Assert.True(File.ReadAllText(approved) == actual,
            $"The public surface of {name} is not {Path.GetFileName(approved)}: {Difference(File.ReadAllLines(approved), actual.Split('\n'))}. "
            + "If that is meant, run the tests with SAFETYML_APPROVE=1 and commit the file.");
    }

    [Fact]
    public void PublicApi_OfSafetyML_NamesNoTypeOfTorch()
    {
        var types = typeof(SafetyCatalog).Assembly.GetExportedTypes().SelectMany(Mentioned);
        Assert.DoesNotContain(types, type => type.Namespace?.StartsWith("TorchSharp", StringComparison.Ordinal) == true);
    }

    private static IEnumerable<Type> Mentioned(Type type) => type.GetMembers(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).SelectMany(member => member switch
    {
        MethodInfo method => [method.ReturnType, .. method.GetParameters().Select(parameter => parameter.ParameterType)],
        PropertyInfo property => [property.PropertyType],
        ConstructorInfo constructor => constructor.GetParameters().Select(parameter => parameter.ParameterType),
        _ => Enumerable.Empty<Type>(),
    });

    private static string Difference(string[] approved, string[] actual) =>
        $"new: {string.Join(" | ", actual.Except(approved).Take(5))}; gone: {string.Join(" | ", approved.Except(actual).Take(5))}";
}
