using System.Diagnostics;
using System.Text;

namespace SafetyML.Tests.Support;

/// <summary>Runs <see cref="LoaderProgram"/> in a process of its own.</summary>
internal static class FreshProcess
{
    public static (string[] Answers, string Error) Answer(string model, string[] instructions, string workingFolder, string? modelsFolder = null)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LoaderProgram).Assembly.Location, model, .. instructions])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = workingFolder,
        };
        if (modelsFolder is not null)
            start.Environment["SAFETYML_MODELS"] = modelsFolder;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return ([.. output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => Encoding.UTF8.GetString(Convert.FromBase64String(line)))], error.Result);
    }
}
