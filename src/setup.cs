#:property PublishAot=false

// Decides once whether this machine builds on the real packages or on the stand-ins, and prepares what the stand-ins need.
//   dotnet run src/setup.cs             decides, or keeps the decision that is there
//   dotnet run src/setup.cs -- --ask    asks the package sources again
//   LIBTORCH=FOLDER dotnet run src/setup.cs    links the stand-in of TorchSharp to that libtorch (also the one inside a Python `torch`)

using System.Diagnostics;
using System.Xml.Linq;

var root = FindRoot();
var decision = new Decision(Path.Combine(root, "src", "StandIns", "UseStandIns.props"), Path.Combine(root, "Directory.Packages.props"));
try
{
    var useStandIns = args.Contains("--ask") ? decision.Ask() : decision.Read() ?? decision.Ask();
    if (useStandIns)
        Native.Prepare(root);

    Console.WriteLine(useStandIns ? "setup: ready, on the stand-ins under src/StandIns." : "setup: ready, on the packages of the configured sources.");
    return 0;
}
catch (SetupException problem)
{
    Console.Error.WriteLine("setup: " + problem.Message);
    return 1;
}

static string FindRoot()
{
    var start = AppContext.GetData("EntryPointFileDirectoryPath") as string ?? Environment.CurrentDirectory;
    for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
    {
        if (File.Exists(Path.Combine(folder.FullName, "SafetyML.sln")))
            return folder.FullName;
    }

    throw new DirectoryNotFoundException($"No SafetyML.sln at or above {start}. Run this file from a checkout.");
}

internal sealed class SetupException(string message) : Exception(message);

/// <summary>Whether the configured package sources carry the real packages; remembered in a git-ignored props file.</summary>
internal sealed class Decision(string propsFile, string versionsFile)
{
    private static readonly string[] Packages = ["Microsoft.ML", "Microsoft.ML.Tokenizers", "Microsoft.Data.Analysis", "TorchSharp", "TorchSharp-cpu"];

    public bool? Read() =>
        !File.Exists(propsFile) || File.GetLastWriteTimeUtc(propsFile) < File.GetLastWriteTimeUtc(versionsFile) ? null
        : XDocument.Load(propsFile).Descendants("UseStandIns").FirstOrDefault()?.Value == "true";

    public bool Ask()
    {
        var versions = XDocument.Load(versionsFile).Descendants("PackageVersion")
            .ToDictionary(v => v.Attribute("Include")!.Value, v => v.Attribute("Version")!.Value);
        var folder = Directory.CreateTempSubdirectory("safetyml-setup-");
        try
        {
            // PackageDownload fetches the package alone, without what it depends on: the cheapest honest question.
            var items = Packages.Select(p => new XElement("PackageDownload", new XAttribute("Include", p), new XAttribute("Version", $"[{versions[p]}]")));
            var project = new XElement("Project", new XAttribute("Sdk", "Microsoft.NET.Sdk"),
                new XElement("PropertyGroup", new XElement("TargetFramework", "net10.0")), new XElement("ItemGroup", items));
            File.WriteAllText(Path.Combine(folder.FullName, "ask.csproj"), project.ToString());
            var (code, output) = Tool.Run("dotnet", ["restore", "ask.csproj", "-v", "quiet"], folder.FullName);
            if (code != 0 && !output.Contains("NU1101") && !output.Contains("NU1102"))
                throw new SetupException($"the package sources did not answer:\n{output}\nCheck `dotnet nuget list source` and the network, then try again.");

            Write(code != 0);
            return code != 0;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private void Write(bool useStandIns)
    {
        var value = new XElement("UseStandIns", new XAttribute("Condition", "'$(UseStandIns)' == ''"), useStandIns ? "true" : "false");
        File.WriteAllText(propsFile + ".new", new XElement("Project", new XElement("PropertyGroup", value)).ToString() + "\n");
        File.Move(propsFile + ".new", propsFile, overwrite: true);
    }
}

/// <summary>libtorch, OpenBLAS, cmake and a C++ compiler, then the shim between TorchSharp's names and libtorch.</summary>
internal static class Native
{
    public static void Prepare(string root)
    {
        var libtorch = Environment.GetEnvironmentVariable("LIBTORCH");
        Install(Missing(libtorch));
        var source = Path.Combine(root, "src", "StandIns", "TorchSharp.Native");
        var build = Path.Combine(source, "build");
        ForgetOtherBuild(build, source, libtorch ?? "");
        List<string> configure = ["-S", source, "-B", build, "-DCMAKE_BUILD_TYPE=Release", "-DLIBTORCH=" + (libtorch ?? "")];
        Tool.Must("cmake", configure, root, "cmake could not configure the shim.");
        Tool.Must("cmake", ["--build", build, "-j", Environment.ProcessorCount.ToString()], root, "the shim did not compile.");
    }

    private static List<string> Missing(string? libtorch)
    {
        List<string> packages = [];
        if (libtorch is not null && !File.Exists(Path.Combine(libtorch, "include", "ATen", "ATen.h")))
            throw new SetupException($"LIBTORCH={libtorch} has no include/ATen/ATen.h. Give the folder that holds include and lib.");

        if (libtorch is null)
        {
            AddUnless(packages, "libtorch-dev", File.Exists("/usr/include/ATen/ATen.h"));
            var libraries = Directory.GetDirectories("/usr/lib");
            // With OpenBLAS's own threads it works too, in bfloat16 as fast.
            string[] flavours = Environment.UserName == "root" ? ["openblas-openmp"] : ["openblas-openmp", "openblas-pthread"];
            AddUnless(packages, "libopenblas0-openmp", libraries.Any(lib => flavours.Any(flavour => Directory.Exists(Path.Combine(lib, flavour)))));
        }

        AddUnless(packages, "cmake", Tool.Exists("cmake"));
        AddUnless(packages, "g++", Tool.Exists("c++"));
        AddUnless(packages, "make", Tool.Exists("make") || Tool.Exists("ninja"));
        return packages;
    }

    private static void AddUnless(List<string> packages, string package, bool present)
    {
        if (!present)
            packages.Add(package);
    }

    private static void Install(List<string> packages)
    {
        if (packages.Count == 0)
            return;

        List<string> install = ["install", "-y", "-qq", "--no-install-recommends", .. packages];
        var byHand = "apt-get update && apt-get " + string.Join(' ', install);
        if (!Tool.Exists("apt-get") || Environment.UserName != "root")
            throw new SetupException($"these are missing: {string.Join(", ", packages)}. Install them as root, then run this again:\n    {byHand}");

        Console.WriteLine($"setup: installing {string.Join(", ", packages)} (some minutes, once)");
        Environment.SetEnvironmentVariable("DEBIAN_FRONTEND", "noninteractive");
        Tool.Must("apt-get", ["update", "-qq"], "/", "the package lists could not be read.");
        Tool.Must("apt-get", install, "/", $"the packages could not be installed. By hand:\n    {byHand}");
    }

    /// <summary>CMake keeps what it found: a build of a moved checkout or against another libtorch starts anew.</summary>
    private static void ForgetOtherBuild(string build, string source, string libtorch)
    {
        var cache = Path.Combine(build, "CMakeCache.txt");
        if (!File.Exists(cache))
            return;

        var lines = File.ReadAllLines(cache);
        if (!lines.Contains("CMAKE_HOME_DIRECTORY:INTERNAL=" + source) || !lines.Any(line => line.StartsWith("LIBTORCH:") && line.EndsWith("=" + libtorch)))
            Directory.Delete(build, recursive: true);
    }
}

/// <summary>Runs programs quietly: what they print is shown only when they fail.</summary>
internal static class Tool
{
    public static bool Exists(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)));

    public static (int Code, string Output) Run(string program, IEnumerable<string> arguments, string folder)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start) ?? throw new SetupException($"{program} did not start.");
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.GetAwaiter().GetResult());
    }

    public static void Must(string program, IEnumerable<string> arguments, string folder, string otherwise)
    {
        var (code, output) = Run(program, arguments, folder);
        if (code != 0)
            throw new SetupException($"{otherwise}\n{output}");
    }
}
