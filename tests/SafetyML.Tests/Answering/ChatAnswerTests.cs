using Microsoft.ML;
using SafetyML.Prompts;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Answering;

/// <summary>Answers of a real instruction-tuned model in its own chat template, where <c>$SAFETYML_SMOLLM2</c> names its folder.</summary>
public sealed class ChatAnswerTests
{
    [SkippableFact]
    public void GenerateAnswers_SmolLm2InItsOwnTemplate_AnswersAndEndsItsTurn()
    {
        var folder = Environment.GetEnvironmentVariable("SAFETYML_SMOLLM2");
        Skip.If(string.IsNullOrEmpty(folder), "SAFETYML_SMOLLM2 does not name the unpacked SmolLM2 folder.");
        var ml = new MLContext(seed: 1);
        var data = ml.Of(new Some.Row("What is the capital of France? Answer in one sentence.", "", "", ""));
        var options = Some.Answering with { Template = PromptTemplate.ModelChat, Decoding = new() { Beams = 1, MaxNewTokens = 48 }, Precision = SafetyML.Answering.WeightPrecision.Float32 };

        using var model = ml.Transforms.GenerateAnswers(folder, options).Fit(data);
        using var conversations = ml.Transforms.AnswerConversations(folder, options).Fit(ml.Data.ToConversations(data));

        Assert.Equal(["The capital of France is Paris."], model.Transform(data).Texts("Answer"));
        Assert.Equal(["The capital of France is Paris."], conversations.Transform(ml.Data.ToConversations(data)).Texts("Answer"));
    }
}
