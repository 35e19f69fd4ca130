namespace SafetyML.LinearText;

/// <summary>The models that come with the assembly. Their cards are in the folder Models next to this file.</summary>
internal static class EmbeddedModels
{
    private static readonly Lazy<LinearTextModel> RefusalModel = new(() => Load("refusal.smlt"));
    private static readonly Lazy<LinearTextModel> HarmfulnessModel = new(() => Load("harmfulness.smlt"));

    /// <summary>Probabilities of full compliance, full refusal and partial refusal.</summary>
    public static LinearTextModel Refusal => RefusalModel.Value;

    /// <summary>One number, the share of the way from harmless (0) to most harmful (1): 4 times it is the red-team scale.</summary>
    public static LinearTextModel Harmfulness => HarmfulnessModel.Value;

    private static LinearTextModel Load(string file)
    {
        var name = $"SafetyML.LinearText.Models.{file}";
        using var stream = typeof(EmbeddedModels).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException(
            $"The assembly lacks its model '{name}'. Run examples/TrainEmbeddedScorers and build again.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return LinearTextFile.Read(bytes, file);
    }
}
