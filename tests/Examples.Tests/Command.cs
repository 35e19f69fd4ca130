using System.Diagnostics;

namespace Examples.Tests;

/// <summary>Runs a built program and keeps what it prints.</summary>
internal static class Command
{
    public static (int Code, string Output, string Errors) Run(string assembly, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", ["exec", assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
