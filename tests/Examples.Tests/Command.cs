using System.Diagnostics;

namespace Examples.Tests;

/// <summary>Runs a built program and keeps what it prints.</summary>
internal static class Command
{
    public static (int Code, string Output, string Errors) Run(string assembly, params string[] arguments)
    {
        using var process = Start(assembly, arguments);
        return End(process);
    }

    public static Process Start(string assembly, params string[] arguments) => Process.Start(
        new ProcessStartInfo("dotnet", ["exec", assembly, .. arguments]) { RedirectStandardOutput = true, RedirectStandardError = true })!;

    /// <summary>Waits for the end of a program.</summary>
    public static (int Code, string Output, string Errors) End(Process process)
    {
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output, errors.GetAwaiter().GetResult());
    }
}
