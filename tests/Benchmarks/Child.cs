using System.Diagnostics;

namespace SafetyML.Benchmarks;

/// <summary>Runs a measurement in a process of its own, so that its peak memory is its own.</summary>
internal static class Child
{
    /// <summary>Runs and returns what the process printed; with a number of threads where the caller says one, else as many as the process takes.</summary>
    /// <exception cref="InvalidOperationException">It failed; the message ends with what it said.</exception>
    public static string Run(string program, IEnumerable<string> arguments, string folder, int? threads = null)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = folder };
        if (threads is not null)
            start.Environment["OMP_NUM_THREADS"] = $"{threads}";
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"'{program}' did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0
            ? output
            : throw new InvalidOperationException($"'{program} {string.Join(' ', start.ArgumentList)}' ended with {process.ExitCode}: {errors.Result}");
    }
}
