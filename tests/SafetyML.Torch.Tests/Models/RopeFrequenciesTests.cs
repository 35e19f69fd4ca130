using SafetyML.Torch.Models;
using Xunit;

namespace SafetyML.Torch.Tests.Models;

public class RopeFrequenciesTests
{
    private const int HeadSize = 64;

    [Fact]
    public void Inverse_None_IsThePowerSeries()
    {
        float[] frequencies = RopeFrequencies.Inverse(new RopeOptions(), HeadSize);
        Assert.Equal(32, frequencies.Length);
        Assert.Equal(1, frequencies[0]);
        Assert.Equal(Math.Pow(10_000, -62.0 / 64), frequencies[^1], 1e-9);
    }

    [Fact]
    public void Inverse_Dynamic_ChangesOnlyBeyondTheContext()
    {
        var rope = new RopeOptions { Scaling = RopeScaling.Dynamic, Factor = 2, OriginalMaxPositions = 100 };
        Assert.Equal(RopeFrequencies.Inverse(new RopeOptions(), HeadSize), RopeFrequencies.Inverse(rope, HeadSize, length: 100));
        // At twice the context, theta grows by (2·2 - 1)^(64/62).
        double theta = 10_000 * Math.Pow(3, 64.0 / 62);
        Assert.Equal(Math.Pow(theta, -2.0 / 64), RopeFrequencies.Inverse(rope, HeadSize, length: 200)[1], 1e-6);
    }

    [Fact]
    public void Inverse_Llama3_KeepsHighAndDividesLow()
    {
        var rope = new RopeOptions { Scaling = RopeScaling.Llama3, Theta = 500_000, Factor = 8, OriginalMaxPositions = 8192 };
        float[] plain = RopeFrequencies.Inverse(new RopeOptions { Theta = 500_000 }, HeadSize), scaled = RopeFrequencies.Inverse(rope, HeadSize);
        Assert.Equal(plain[0], scaled[0]);
        Assert.Equal(plain[^1] / 8, scaled[^1], 1e-12);
        Assert.All(plain.Zip(scaled), pair => Assert.InRange(pair.Second, pair.First / 8.01, pair.First));
    }

    [Fact]
    public void Inverse_Yarn_KeepsHighDividesLowAndRaisesAmplitude()
    {
        var rope = new RopeOptions { Scaling = RopeScaling.Yarn, Factor = 4, OriginalMaxPositions = 2048 };
        float[] plain = RopeFrequencies.Inverse(new RopeOptions(), HeadSize), scaled = RopeFrequencies.Inverse(rope, HeadSize);
        Assert.Equal(plain[0], scaled[0]);
        Assert.Equal(plain[^1] / 4, scaled[^1], 1e-12);
        Assert.Equal((0.1 * Math.Log(4)) + 1, RopeFrequencies.Amplitude(rope), 1e-12);
        Assert.Equal(1, RopeFrequencies.Amplitude(new RopeOptions()));
    }
}
