using Xunit;

namespace SafetyML.Tests.Support;

/// <summary>Files next to the repository that are not part of it; a test that needs one is skipped where it is absent.</summary>
internal static class Shared
{
    public static string File(string path)
    {
        var file = Path.Combine(Repository.Root, "..", "shared", path);
        Skip.IfNot(System.IO.File.Exists(file), $"../shared/{path} is not here.");
        return file;
    }

    public static string Fixture(string path)
    {
        var folder = Environment.GetEnvironmentVariable("SAFETYML_FIXTURES") ?? Path.Combine(Repository.Root, "..", "shared", "fixtures");
        var file = Path.Combine(folder, path);
        Skip.IfNot(System.IO.File.Exists(file), $"The fixture {path} is not here. Set SAFETYML_FIXTURES to the folder of fixtures.");
        return file;
    }
}
