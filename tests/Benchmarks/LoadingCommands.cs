using System.CommandLine;

namespace SafetyML.Benchmarks;

/// <summary>The command lines of <see cref="LoadingBenchmark"/>.</summary>
internal static class LoadingCommands
{
    /// <summary>Loading against <c>dd</c>, and opening a 7B folder.</summary>
    public static Command Compare()
    {
        var model = new Option<string>("--model") { Description = "Hugging Face folder with model.safetensors.", Required = true };
        var gguf = new Option<string?>("--gguf") { Description = "A GGUF file whose loading is timed too." };
        var repeats = new Option<int>("--repeats") { Description = "Interleaved repeats.", DefaultValueFactory = _ => 9 };
        var scratch = new Option<string>("--scratch") { Description = "Where a sparse 7B folder may be made.", DefaultValueFactory = _ => Path.GetTempPath() };
        var command = new Command("loading", "Loading a model against reading its file with dd, and opening a 7B folder.") { model, gguf, repeats, scratch };
        command.SetAction(parsed => new LoadingBenchmark(Path.GetFullPath(parsed.GetRequiredValue(model)), parsed.GetValue(gguf), parsed.GetRequiredValue(repeats),
            Path.GetFullPath(parsed.GetRequiredValue(scratch))).Run());
        return command;
    }

    /// <summary>One cold load of this library.</summary>
    public static Command Own()
    {
        var model = new Option<string>("--model") { Required = true };
        var command = new Command("own-loading", "Loads a model in a new process; prints seconds and memory.") { model };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(LoadingBenchmark.Measure(parsed.GetRequiredValue(model))));
        return command;
    }

    /// <summary>Opens a large folder.</summary>
    public static Command Large()
    {
        var model = new Option<string>("--model") { Required = true };
        var command = new Command("own-opening", "Opens a folder and reads one tensor in a new process; prints seconds and memory of each step.") { model };
        command.Hidden = true;
        command.SetAction(parsed => LargeFolder.Measure(parsed.GetRequiredValue(model)));
        return command;
    }
}
