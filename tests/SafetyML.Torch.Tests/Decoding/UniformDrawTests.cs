using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class UniformDrawTests
{
    [Fact]
    public void At_ManyPlaces_IsUniformInTheUnitInterval()
    {
        double[] numbers = [.. from prompt in Enumerable.Range(0, 100) from step in Enumerable.Range(0, 100) select UniformDraw.At(1, prompt, step)];

        Assert.All(numbers, number => Assert.InRange(number, 0, 1 - 1e-16));
        Assert.All(numbers.GroupBy(number => (int)(number * 10)), tenth => Assert.InRange(tenth.Count(), 880, 1120)); // 4 standard deviations
        Assert.Equal(numbers.Length, numbers.Distinct().Count());
    }

    [Fact]
    public void At_SamePlace_DependsOnTheSeedOnly()
    {
        Assert.Equal(UniformDraw.At(5, 2, 3), UniformDraw.At(5, 2, 3));
        Assert.NotEqual(UniformDraw.At(5, 2, 3), UniformDraw.At(6, 2, 3));
    }
}
