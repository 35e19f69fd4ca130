using SafetyML.LinearText;

namespace SafetyML.Tests.LinearText;

/// <summary>Small texts and models of a made-up language.</summary>
internal static class SomeModels
{
    public static TrainingText[] Texts { get; } =
    [
        .. Enumerable.Range(0, 40).Select(i => TrainingText.OfClass(
            $"Please zib number {i}.", i % 2 == 0 ? $"I cannot zib the {Word(i)} today." : $"Here is the {Word(i)}, zibbed twice.", i % 2, classes: 3)),
    ];

    public static StageOptions Options { get; } = new()
    {
        Name = "test",
        Classes = ["no", "yes", "maybe"],
        Groups = new FeatureGroups { [FeatureGroup.Word] = 1, [FeatureGroup.Pair] = 1, [FeatureGroup.Skeleton] = 1, [FeatureGroup.PromptWord] = 0.5f },
        Bits = 10,
        Penalty = 1e-3,
    };

    public static LinearTextModel Train()
    {
        var first = new StageTrainer(Options).Fit(Texts);
        var second = Options with { Name = "second", Classes = ["harm"], Earlier = 1, Crossed = true };
        var earlier = new LinearTextModel([first, first]);
        return new LinearTextModel([first, first, new StageTrainer(second, earlier).Fit([.. Texts.Select(text => text with { Target = [text.Target[1]] })])]);
    }

    private static string Word(int i) => new[] { "frob", "glim", "snarf", "zorp", "plonk" }[i % 5];
}
