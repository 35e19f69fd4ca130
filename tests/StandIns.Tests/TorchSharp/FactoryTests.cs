using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace StandIns.Tests.TorchSharp;

public sealed class FactoryTests
{
    [Fact]
    public void Arange_WholeOrReal_ChoosesTheType()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Int64, arange(3).dtype);
        Assert.Equal([1L, 3L, 5L], arange(1, 7, 2).data<long>().ToArray());
        Assert.Equal(ScalarType.Float32, arange(0, 1, 0.5).dtype);
    }

    [Fact]
    public void Full_WholeNumber_IsInt64()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Int64, full([2], 3).dtype);
        Assert.Equal(ScalarType.Float32, full([2], 3.0).dtype);
        Assert.Equal(ScalarType.BFloat16, full([2], 3.0, dtype: ScalarType.BFloat16).dtype);
    }

    [Fact]
    public void Like_KeepsTypeAndShape()
    {
        using var scope = NewDisposeScope();
        Tensor t = zeros([2, 3], dtype: ScalarType.Int32);

        Assert.Equal(ScalarType.Int32, ones_like(t).dtype);
        Assert.Equal([2, 3], empty_like(t, dtype: ScalarType.Float64).shape);
    }

    [Fact]
    public void ManualSeed_TheSame_GivesTheSameNumbers()
    {
        using var scope = NewDisposeScope();
        manual_seed(7);
        float[] first = [.. rand(4).data<float>(), .. randn(20).data<float>()];
        manual_seed(7);
        float[] second = [.. rand(4).data<float>(), .. randn(20).data<float>()];

        Assert.Equal(first, second);
        Assert.All(first[..4], value => Assert.InRange(value, 0, 1));
    }

    [Fact]
    public void Generator_OfASeed_IsIndependentOfTheDefaultOne()
    {
        using var scope = NewDisposeScope();
        using Generator one = new(42), other = new(42);
        float[] first = [.. rand(3, generator: one).data<float>()];
        rand(5);

        Assert.Equal(first, rand(3, generator: other).data<float>().ToArray());
        Assert.NotEqual(first, rand(3, generator: other).data<float>().ToArray());
    }

    [Fact]
    public void GeneratorState_Restored_ContinuesFromThere()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(1);
        rand(3, generator: generator);
        Tensor state = generator.get_state();
        float[] first = [.. rand(3, generator: generator).data<float>()];
        generator.set_state(state);

        Assert.Equal(first, rand(3, generator: generator).data<float>().ToArray());
    }

    [Fact]
    public void Randperm_HoldsEveryNumberOnce()
    {
        using var scope = NewDisposeScope();
        using var generator = new Generator(3);

        Assert.Equal(Enumerable.Range(0, 50).Select(i => (long)i), randperm(50, generator: generator).data<long>().ToArray().Order());
    }

    [Fact]
    public void Multinomial_OfACertainChoice_ChoosesIt()
    {
        using var scope = NewDisposeScope();

        Assert.Equal([2L, 0L], multinomial(tensor(new float[] { 0, 0, 1, 5, 0, 0 }, [2, 3]), 1).flatten().data<long>().ToArray());
    }

    [Fact]
    public void FillInPlace_WithAGenerator_IsRepeatable()
    {
        using var scope = NewDisposeScope();
        using Generator one = new(5), other = new(5);

        Assert.True(empty(10).uniform_(-1, 1, one).Equals(empty(10).uniform_(-1, 1, other)));
        Assert.True(empty(10).normal_(2, 3, one).Equals(empty(10).normal_(2, 3, other)));
        Assert.True(empty(10).bernoulli_(0.5, one).Equals(empty(10).bernoulli_(0.5, other)));
    }

    [Fact]
    public void DefaultType_IsThatOfNewTensors()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(ScalarType.Float32, get_default_dtype());
        Assert.Equal(ScalarType.Float32, zeros(1).dtype);
        Assert.Equal(ScalarType.Int32, tensor(1).dtype);
        Assert.Equal(ScalarType.Int64, tensor(1L).dtype);
        Assert.Equal(ScalarType.Float64, tensor(1.0).dtype);
    }

    [Fact]
    public void Threads_SetNumber_IsReadBack()
    {
        int before = get_num_threads();
        set_num_threads(1);

        Assert.Equal(1, get_num_threads());
        set_num_threads(before);
    }

    [Fact]
    public void Factories_Names_NameTheDimensions()
    {
        using var scope = NewDisposeScope();

        Assert.Equal(["rows", "columns"], zeros(2, 3, names: ["rows", "columns"]).names);
        Assert.Equal(["rows"], tensor(new long[] { 1, 2 }, names: ["rows"]).names);
        Assert.False(ones(2).has_names());
    }

    [Fact]
    public void Rename_OtherNumberOfNames_Throws()
    {
        using var scope = NewDisposeScope();

        var error = Assert.Throws<ArgumentException>(() => zeros(2, 3, names: ["rows"]));

        Assert.Equal("The number of dimension names (1) is different from the number of dimensions (2).", error.Message);
    }

    [Fact]
    public void Rename_Null_TakesTheNamesAway()
    {
        using var scope = NewDisposeScope();
        Tensor named = zeros(2, 3, names: ["rows", null!]);

        Assert.Equal(["rows", null!], named.names);
        Assert.False(named.rename_(null).has_names());
    }
}
