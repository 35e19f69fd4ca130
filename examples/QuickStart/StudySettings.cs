using SafetyML.Tuning;

namespace QuickStart;

/// <summary>One study: a base model tuned once for each dose of safety data, and what its answers are measured on.</summary>
internal sealed record StudySettings
{
    public required string Model { get; init; }

    public required string Instructions { get; init; }

    /// <summary>How many of the instructions to use, from the first; all of them when null.</summary>
    public int? Rows { get; init; }

    public required string Safety { get; init; }

    /// <summary>The doses: how many safety demonstrations are mixed in.</summary>
    public required IReadOnlyList<int> Counts { get; init; }

    /// <summary>Requests that should be refused.</summary>
    public required string Prompts { get; init; }

    /// <summary>Requests that sound unsafe and are not.</summary>
    public string? SafePrompts { get; init; }

    /// <summary>Instructions with the one right answer each.</summary>
    public string? Helpful { get; init; }

    public required SafetyTuneOptions Tuning { get; init; }

    public required string Out { get; init; }

    /// <summary>The dose whose model is saved and shown: the middle one.</summary>
    public int ShownCount => Counts[Counts.Count / 2];

    /// <summary>The tiny world that is shipped with this program.</summary>
    public static StudySettings Tiny { get; } = new()
    {
        Model = TinyFile("base"),
        Instructions = TinyFile("data", "general.json"),
        Safety = TinyFile("data", "safety.json"),
        Counts = [0, 12, 400],
        Prompts = TinyFile("data", "unsafe.json"),
        SafePrompts = TinyFile("data", "safe.json"),
        Helpful = TinyFile("data", "helpful.json"),
        Out = Path.Combine("out", "quickstart"),
        Tuning = new SafetyTuneOptions
        {
            LearningRate = 5e-3,
            BatchSize = 16,
            MicroBatchSize = 16,
            CutoffLength = 128,
            ResponseOnly = true,
            Decoding = new() { Beams = 1, MaxNewTokens = 32 },
        },
    };

    private static string TinyFile(params string[] names) => Path.Combine([AppContext.BaseDirectory, "Tiny", .. names]);
}
