using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class HypothesisTests
{
    [Fact]
    public void Append_TwoTokens_HasBothAndTheSumOfTheirLogProbabilities()
    {
        var sequence = Hypothesis.Empty.Append(4, -1).Append(7, -0.5);

        Assert.Equal([4, 7], sequence.Ids());
        Assert.Equal((2, 7, -1.5), (sequence.Length, sequence.Token, sequence.LogProbability));
    }

    [Theory]
    [InlineData(2, new[] { 7, 8 })]
    [InlineData(9, new[] { 4, 7, 8 })]
    public void Tail_ShorterOrLongerThanTheSequence_GivesItsLastTokens(int count, int[] expected) =>
        Assert.Equal(expected, Hypothesis.Empty.Append(4, 0).Append(7, 0).Append(8, 0).Tail(count));

    [Fact]
    public void CommonPrefix_BranchesOfUnequalLength_IsWhereTheyPart()
    {
        var stem = Hypothesis.Empty.Append(1, 0);

        Assert.Same(stem, Hypothesis.CommonPrefix(stem.Append(2, 0).Append(3, 0), stem.Append(4, 0)));
    }
}
