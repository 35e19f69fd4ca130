using System.Text.Json;
using SafetyML.Torch.Models;
using Xunit;

namespace SafetyML.Torch.Tests.Support;

/// <summary>
/// Reference numbers made with the Python stack, outside the repository: <c>$SAFETYML_FIXTURES</c>, else <c>../shared/fixtures</c>.
/// Tests that need them are skipped where they are absent.
/// </summary>
internal static class Fixtures
{
    private const string None = "(none)";

    /// <summary>The folder of all fixtures; it may not exist.</summary>
    public static string Root { get; } = Environment.GetEnvironmentVariable("SAFETYML_FIXTURES") is { Length: > 0 } given
        ? given
        : Path.Combine(Repository.Root, "..", "shared", "fixtures");

    /// <summary>The names of the folders of a kind, for a theory; one placeholder if there is none, which <see cref="Folder"/> skips.</summary>
    public static TheoryData<string> Names(string kind)
    {
        string folder = Path.Combine(Root, kind);
        string[] names = Directory.Exists(folder) ? [.. Directory.EnumerateDirectories(folder).Select(path => Path.GetFileName(path))] : [];
        return names.Length == 0 ? [None] : [.. names.Order(StringComparer.Ordinal)];
    }

    /// <summary>The path of a fixture folder, as in <c>Folder("causal", "llama")</c>; skips the test if it is absent.</summary>
    public static string Folder(params string[] parts)
    {
        string path = Path.GetFullPath(Path.Combine([Root, .. parts]));
        Skip.IfNot(Directory.Exists(path), $"The fixtures {string.Join("/", parts)} are not at '{Root}'. Set SAFETYML_FIXTURES.");
        return path;
    }

    /// <summary>The SmolLM2 folder that <c>$SAFETYML_SMOLLM2</c> names; skips the test if there is none.</summary>
    public static string SmolLm2()
    {
        string? folder = Environment.GetEnvironmentVariable("SAFETYML_SMOLLM2");
        Skip.If(string.IsNullOrEmpty(folder), "SAFETYML_SMOLLM2 does not name the unpacked SmolLM2 folder.");
        return folder;
    }

    /// <summary>The folder of SmolLM2's reference numbers; skips the test if it is absent.</summary>
    public static string SmolLm2Reference()
    {
        string folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "models", "smollm2-reference"));
        Skip.IfNot(Directory.Exists(folder), $"There is no folder '{folder}'.");
        return folder;
    }

    /// <summary>The folder of all-MiniLM-L6-v2 with its reference numbers; skips the test if it is absent.</summary>
    public static string MiniLm()
    {
        string folder = Path.GetFullPath(Path.Combine(Repository.Root, "..", "shared", "models", "all-minilm-l6-v2"));
        Skip.IfNot(Directory.Exists(folder), $"There is no folder '{folder}'.");
        return folder;
    }

    /// <summary>Parses a JSON file.</summary>
    public static JsonElement Json(params string[] path)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(path)));
        return document.RootElement.Clone();
    }

    /// <summary>A JSON list of whole numbers.</summary>
    public static int[] Integers(JsonElement list) => [.. list.EnumerateArray().Select(item => item.GetInt32())];

    /// <summary>Runs <paramref name="load"/>; an architecture or setting that is not supported skips the test with its name.</summary>
    public static T Supported<T>(Func<T> load)
    {
        try
        {
            return load();
        }
        catch (UnsupportedModelException error)
        {
            Skip.If(true, error.Message);
            throw;
        }
    }
}
