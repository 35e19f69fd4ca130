using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Support;

/// <summary>Comparison of tensors.</summary>
internal static class Near
{
    /// <summary>Fails unless the shapes are equal and no element differs by more than <paramref name="tolerance"/>.</summary>
    public static void Check(Tensor expected, Tensor actual, double tolerance, string what = "tensor")
    {
        Assert.Equal(expected.shape, actual.shape);
        double difference = Difference(expected, actual);
        Assert.True(difference <= tolerance, $"{what}: the largest difference is {difference:g3}, allowed is {tolerance:g3}.");
    }

    /// <summary>Fails unless every element is the same.</summary>
    public static void Same(Tensor expected, Tensor actual) => Check(expected, actual, 0);

    /// <summary>The largest absolute difference.</summary>
    public static double Difference(Tensor expected, Tensor actual)
    {
        using var scope = NewDisposeScope();
        using var guard = no_grad();
        return (expected.to(ScalarType.Float64) - actual.to(ScalarType.Float64)).abs().max().item<double>();
    }
}
