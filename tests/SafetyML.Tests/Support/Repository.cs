namespace SafetyML.Tests.Support;

/// <summary>The folder of <c>SafetyML.sln</c>.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(AppContext.BaseDirectory);

    private static string Find(string folder) =>
        System.IO.File.Exists(Path.Combine(folder, "SafetyML.sln")) ? folder : Find(Path.GetDirectoryName(folder)!);
}
