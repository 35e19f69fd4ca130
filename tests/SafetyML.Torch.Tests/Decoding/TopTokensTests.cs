using SafetyML.Torch.Decoding;
using TorchSharp;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Decoding;

public class TopTokensTests
{
    [Theory]
    [InlineData(12, 4)]      // fewer columns than a block
    [InlineData(1024, 4)]    // as many blocks as are asked for
    [InlineData(4096, 5)]    // whole blocks
    [InlineData(4097, 5)]    // one column behind the last whole block
    [InlineData(32255, 12)]
    public void Finds_what_a_search_of_whole_rows_finds(int vocabulary, int count)
    {
        using var scope = NewDisposeScope();
        using var random = new Generator(5);
        var scores = stack([.. Enumerable.Range(0, 3).Select(_ => randperm(vocabulary, ScalarType.Float32, generator: random))]);

        var (values, ids) = TopTokens.Of(scores, count);
        var (expected, columns) = scores.topk(count);

        Assert.Equal(expected.data<float>().ToArray(), values.data<float>().ToArray());
        Assert.Equal(columns.data<long>().ToArray(), ids.data<long>().ToArray());
    }

    [Fact]
    public void The_largest_may_lie_in_one_block_or_behind_the_last()
    {
        using var scope = NewDisposeScope();
        var scores = zeros([2, 2050], ScalarType.Float32);
        scores[0, 700..705] = tensor(new float[] { 3, 5, 4, 2, 1 });
        scores[1, 2048] = 9;
        scores[1, 2049] = 8;
        scores[1, 0] = 7;

        var (_, ids) = TopTokens.Of(scores, 3);

        Assert.Equal([701L, 702, 700, 2048, 2049, 0], ids.data<long>().ToArray());
    }
}
