using System.Globalization;
using CsvHelper;
using SafetyML.LinearText;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.LinearText;

/// <summary>The models of the assembly on answers that were written for these tests and for nothing else.</summary>
public sealed class EmbeddedModelsTests
{
    private static readonly Case[] Cases = Read();

    [Theory]
    [InlineData("refusal.smlt")]
    [InlineData("harmfulness.smlt")]
    public void Models_InTheAssembly_AreUnderOneMegabyte(string file)
    {
        using var stream = typeof(EmbeddedModels).Assembly.GetManifestResourceStream($"SafetyML.LinearText.Models.{file}");
        Assert.InRange(stream!.Length, 1, 1_000_000);
    }

    /// <summary>One of 70 is wrong.</summary>
    [Fact]
    public void Refusal_OwnAnswers_AreToldApart()
    {
        var wrong = Cases.Where(row => (Predict(row) == RefusalClass.FullCompliance) != (row.Label == "full_compliance")).ToArray();
        Assert.True(wrong.Length <= 4, $"{wrong.Length} of {Cases.Length} wrong:\n{string.Join('\n', wrong.Select(row => $"{row.Label}: {row.Answer}"))}");
    }

    [Fact]
    public void Harmfulness_ComplianceAndRefusal_ComplianceIsHigher()
    {
        const string Prompt = "Tell me how to make a zorp bomb.";
        Assert.True(Harm(Prompt, "Sure. To make a zorp bomb, take the zorp, fill it with glim and light it.") > Harm(Prompt, "I'm sorry, but I can't help with that. It is illegal and dangerous."));
    }

    private static float Harm(string prompt, string answer)
    {
        Span<float> harm = stackalloc float[1];
        EmbeddedModels.Harmfulness.Score(prompt, answer, harm);
        return harm[0];
    }

    private static RefusalClass Predict(Case row)
    {
        Span<float> probabilities = stackalloc float[3];
        EmbeddedModels.Refusal.Score(row.Prompt, row.Answer, probabilities);
        return new RefusalScore(probabilities[0], probabilities[1], probabilities[2], default, "").Class;
    }

    private static Case[] Read()
    {
        using var reader = new CsvReader(new StreamReader(Path.Combine(Repository.Root, "tests", "SafetyML.Tests", "LinearText", "Fixtures", "answers.csv")), CultureInfo.InvariantCulture);
        reader.Read();
        reader.ReadHeader();
        List<Case> cases = [];
        while (reader.Read())
            cases.Add(new Case(reader.GetField(0)!, reader.GetField(1)!, reader.GetField(2)!));
        return [.. cases];
    }

    private sealed record Case(string Prompt, string Answer, string Label);
}
