using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

[assembly: DisableRuntimeMarshalling]

namespace TorchSharp.PInvoke;

/// <summary>The C functions of <c>TorchSharp.Native</c>: one declaration a line, split by theme as its source files are.</summary>
/// <remarks>A function that returns a tensor throws when there is none; one that returns a number tells of an error by it.</remarks>
internal static unsafe partial class NativeMethods
{
    private const string Library = "torchsharp_native";

    [ModuleInitializer]
    internal static void Initialize() => NativeLibrary.SetDllImportResolver(typeof(NativeMethods).Assembly, Resolve);

    private static nint Resolve(string name, Assembly assembly, DllImportSearchPath? path)
    {
        if (name != Library)
            return 0;
        LetIdleThreadsSleepSoon();
        if (NativeLibrary.TryLoad(name, assembly, path, out nint library))
            return library;
        string file = Path.Combine(AppContext.BaseDirectory, $"lib{Library}.so");
        if (!File.Exists(file))
            throw new DllNotFoundException($"'{file}' was not found. Run 'dotnet run src/setup.cs' and build again.");
        return NativeLibrary.Load(file);
    }

    /// <summary>
    /// OpenMP's idle threads spin for 3 ms: long enough to take a core from OpenBLAS where that has threads of its own (float32 products then take up to ten times as long).
    /// Asleep at once, they cost a wake-up at every small operation (a step of a beam search then takes half as long again). A tenth of a millisecond avoids both.
    /// It must be said before libtorch is loaded; what the user set stays.
    /// </summary>
    private static void LetIdleThreadsSleepSoon()
    {
        if (OperatingSystem.IsLinux() && Environment.GetEnvironmentVariable("OMP_WAIT_POLICY") is null)
            _ = setenv("GOMP_SPINCOUNT", "10000", 0);
    }

    [LibraryImport("libc", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int setenv(string name, string value, int overwrite);
}
