using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class ConversionTests
{
    [Theory]
    [InlineData(1f, 1f)]
    [InlineData(1.00390625f, 1f)]           // half way between 1 and 1.0078125: to even
    [InlineData(1.01171875f, 1.015625f)]    // half way between 1.0078125 and 1.015625: to even
    [InlineData(-3.14159f, -3.140625f)]
    public void BFloat16_RoundTrip_RoundsToNearestEven(float value, float expected)
    {
        using var scope = NewDisposeScope();

        Assert.Equal(expected, tensor(value).to(ScalarType.BFloat16).to(ScalarType.Float32).item<float>());
        Assert.Equal(expected, new BFloat16(value).ToSingle());
    }

    [Fact]
    public void BFloat16_Memory_IsTheUpperHalfOfAFloat()
    {
        using var scope = NewDisposeScope();
        Tensor t = tensor(new float[] { 1, -2 }).to(ScalarType.BFloat16);

        Assert.Equal(2, t.ElementSize);
        Assert.Equal([0x80, 0x3F, 0x00, 0xC0], t.bytes.ToArray());
        Assert.Equal(-2f, t.data<BFloat16>()[1].ToSingle());
    }

    [Fact]
    public void Bytes_SetOnANewTensor_AreItsElements()
    {
        using var scope = NewDisposeScope();
        Tensor t = empty(2, dtype: ScalarType.Int32);
        t.bytes = new byte[] { 1, 0, 0, 0, 255, 255, 255, 255 };

        Assert.Equal([1, -1], t.data<int>().ToArray());
    }

    [Fact]
    public void Bytes_OfANonContiguousTensor_AreRefused()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros(2, 3).t();

        Assert.Throws<InvalidOperationException>(() => t.bytes.Length);
    }

    [Fact]
    public void To_TheSameType_GivesTheSameMemory()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros(1), same = t.to(ScalarType.Float32), copy = t.to(ScalarType.Float32, copy: true);
        t.fill_(3);

        Assert.Equal(3f, same.item<float>());
        Assert.Equal(0f, copy.item<float>());
    }

    [Fact]
    public void Data_OfAnotherType_IsRefused()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros(1);

        var error = Assert.Throws<ArgumentException>(() => t.data<double>());
        Assert.Contains("Double is not compatible with Float32", error.Message);
    }

    [Fact]
    public void Item_OfSeveralElements_IsRefused()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros(2);

        Assert.Throws<ArgumentException>(() => t.item<float>());
    }

    [Fact]
    public void Data_OfAView_FollowsItsStrides()
    {
        using var scope = NewDisposeScope();
        Tensor t = arange(6).reshape(2, 3).t();

        Assert.Equal([0L, 3L, 1L, 4L, 2L, 5L], t.data<long>().ToArray());
        Assert.Equal(4L, t.data<long>()[1, 1]);
        Assert.Equal([0L, 3L, 1L, 4L, 2L, 5L], [.. t.data<long>()]);
    }

    [Fact]
    public void Data_Written_ChangesTheTensor()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros(3);
        t.data<float>()[1] = 4;
        t.data<float>().CopyFrom(new float[] { 7 }, 0, 2);

        Assert.Equal([0f, 4f, 7f], t.data<float>().ToArray());
    }

    [Fact]
    public void Numbers_FromTensors_ConvertTheirType()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(3L, tensor(3.7f).ToInt64());
        Assert.Equal(2.0, tensor(2).ToDouble());
        Assert.True(tensor(true).ToBoolean());
    }

    [Fact]
    public void ToString_NamesShapeTypeAndDevice()
    {
        using var scope = NewDisposeScope();

        Assert.Equal("[2x3], type = Float32, device = cpu", zeros(2, 3).ToString());
        Assert.Equal("[], type = Int64, device = cpu", tensor(1L).ToString());
    }

    [Fact]
    public void Scalar_HoldsTheWidestTypeOfItsKind()
    {
        using Scalar whole = 3, real = 1.5f, truth = true;

        Assert.Equal(ScalarType.Int64, whole.Type);
        Assert.Equal(ScalarType.Float64, real.Type);
        Assert.Equal(ScalarType.Bool, truth.Type);
        Assert.Equal(1.5, real.ToDouble());
    }
}
