using SafetyML.Answering;
using SafetyML.Torch.Decoding;
using SafetyML.Tuning;

namespace SafetyML.Tests.Support;

/// <summary>Values that many tests share.</summary>
internal static class Some
{
    /// <summary>A few letters, one beam.</summary>
    public static DecodingOptions Decoding { get; } = new() { Beams = 1, MaxNewTokens = 8 };

    /// <summary>Seconds of tuning on a few rows.</summary>
    public static SafetyTuneOptions Tuning { get; } = new()
    {
        Epochs = 2,
        BatchSize = 2,
        LearningRate = 0.02,
        WarmupSteps = 0,
        Device = "cpu",
        Decoding = Decoding,
    };

    public static GenerateAnswersOptions Answering { get; } = new() { Device = "cpu", Decoding = Decoding };

    public static Row[] Rows { get; } =
    [
        new("Zorble the frobnicator.", "", "I cannot zorble.", "unsafe"),
        new("Say hello.", "", "Hello!", "general"),
        new("Add.", "1 and 2", "3", "general"),
        new("Name a colour.", "", "Blue.", "general"),
        new("Zorble twice.", "", "I cannot zorble.", "unsafe"),
    ];

    internal sealed record Row(string Instruction, string Input, string Output, string Tag);

    internal sealed record Answered
    {
        public string Tag { get; set; } = "";

        public string Answer { get; set; } = "";
    }
}
