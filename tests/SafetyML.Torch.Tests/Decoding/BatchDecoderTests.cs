using SafetyML.Torch.Decoding;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class BatchDecoderTests
{
    [Fact]
    public void Step_PromptsOfOneTwoAndThreeTokens_LeaveTheBatchOneByOne()
    {
        using var model = Some.Model();
        ActivePrompt[] prompts = [.. Enumerable.Range(0, 3).Select(index => Prompt(index, newTokens: index + 1))];
        using var decoder = new BatchDecoder(model, new GreedyCandidates(new()), prompts, steps: 3, repetitionPenalty: 1);

        Assert.Same(prompts[0], Assert.Single(decoder.Start()));
        Assert.Same(prompts[1], Assert.Single(decoder.Step()));
        Assert.Same(prompts[2], Assert.Single(decoder.Live));
        Assert.Same(prompts[2], Assert.Single(decoder.Step()));
        Assert.Empty(decoder.Live);
    }

    private static ActivePrompt Prompt(int index, int newTokens) => new(index, Some.Ids(4, index + 1),
        new BeamSearch(1, 1, earlyStopping: true, sequence => sequence.Length == newTokens ? FinishReason.MaxNewTokens : null));
}
