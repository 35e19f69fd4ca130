using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class PromptReaderTests
{
    [Theory]
    [InlineData(new[] { 1, 2, 3 }, new[] { 1, 2, 4, 5 }, 2)]
    [InlineData(new[] { 1, 2 }, new[] { 1, 2, 4 }, 1)]
    [InlineData(new[] { 1, 2 }, new[] { 1, 2 }, 1)]
    [InlineData(new[] { 1 }, new[] { 1 }, 0)]
    [InlineData(new[] { 3, 2 }, new[] { 1, 2 }, 0)]
    public void CommonPrefix_TwoPrompts_LeavesEachALastTokenOfItsOwn(int[] first, int[] second, int expected) =>
        Assert.Equal(expected, PromptReader.CommonPrefix([first, second]));
}
