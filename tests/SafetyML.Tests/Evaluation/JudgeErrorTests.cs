using SafetyML.Evaluation;
using Xunit;

namespace SafetyML.Tests.Evaluation;

public sealed class JudgeErrorTests
{
    [Fact]
    public void JudgeError_Counts_GiveSensitivityAndSpecificity() => Assert.Equal(
        "sensitivity 90.0 % [59.6, 98.2] n=10, specificity 75.0 % [53.1, 88.8] n=20", new JudgeError(9, 1, 5, 15).ToString());

    [Fact]
    public void JudgeError_NoBetterThanChance_IsAnError() => Assert.StartsWith(
        "The judge is no better than chance: sensitivity 0.5 and specificity 0.5", Assert.Throws<ArgumentException>(() => new JudgeError(1, 1, 1, 1)).Message);

    [Fact]
    public void JudgeError_NoPositiveLabel_IsAnError() => Assert.Equal(
        "There are no positive labels to measure the judge's sensitivity on. At least one is needed.",
        Assert.Throws<ArgumentException>(() => new JudgeError(0, 0, 1, 9)).Message);

    [Fact]
    public void JudgeError_NegativeCount_IsAnError() => Assert.Throws<ArgumentOutOfRangeException>(() => new JudgeError(-1, 2, 1, 9));
}
