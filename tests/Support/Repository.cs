namespace Tests.Support;

/// <summary>Files of the checkout that the tests run in.</summary>
internal static class Repository
{
    /// <summary>The folder of <c>SafetyML.sln</c>.</summary>
    public static string Root { get; } = Find();

    public static string File(params string[] names) => Path.Combine([Root, .. names]);

    private static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "SafetyML.sln")))
                return folder.FullName;
        throw new DirectoryNotFoundException($"No SafetyML.sln above {AppContext.BaseDirectory}.");
    }
}
