using System.Runtime.InteropServices;
using SafetyML.Torch.Checkpoints;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints;

public class FiniteCheckTests
{
    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    [InlineData(float.NegativeInfinity)]
    public void AllFinite_OneBadValueAnywhere_IsFalse(float bad)
    {
        for (int at = 0; at < 37; at++)
        {
            float[] values = new float[37];
            values[at] = bad;
            Assert.False(FiniteCheck.AllFinite(MemoryMarshal.AsBytes<float>(values), ScalarType.Float32));
        }
    }

    [Fact]
    public void AllFinite_ExtremeValues_IsTrue()
    {
        float[] values = [.. Enumerable.Repeat(new[] { float.MaxValue, float.MinValue, float.Epsilon, 0f, -0f }, 9).SelectMany(part => part)];
        Assert.True(FiniteCheck.AllFinite(MemoryMarshal.AsBytes<float>(values), ScalarType.Float32));
        Half[] halves = [.. Enumerable.Repeat(new[] { Half.MaxValue, Half.MinValue, Half.Epsilon }, 9).SelectMany(part => part)];
        Assert.True(FiniteCheck.AllFinite(MemoryMarshal.AsBytes<Half>(halves), ScalarType.Float16));
    }

    [Fact]
    public void AllFinite_WholeNumbers_IsTrue() => Assert.True(FiniteCheck.AllFinite(MemoryMarshal.AsBytes<int>([-1, -1]), ScalarType.Int32));
}
