using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints.Gguf;

/// <summary>Random blocks against numpy's result of ggml's definitions (<c>Fixtures/blocks.json</c>).</summary>
public class BlockDecodersTests
{
    [Theory]
    [InlineData("Q8_0")]
    [InlineData("Q4_0")]
    [InlineData("Q4_1")]
    [InlineData("Q5_0")]
    [InlineData("Q5_1")]
    [InlineData("Q4_K")]
    [InlineData("Q6_K")]
    public void Read_QuantizedTensor_IsTheReferenceBitForBit(string name)
    {
        var reference = Fixtures.Json(Repository.Root, "tests", "SafetyML.Torch.Tests", "Checkpoints", "Gguf", "Fixtures", "blocks.json").GetProperty("types").GetProperty(name);
        byte[] blocks = Convert.FromHexString(reference.GetProperty("blocks").GetString()!), expected = Convert.FromHexString(reference.GetProperty("bfloat16").GetString()!);
        uint number = reference.GetProperty("number").GetUInt32();
        ulong columns = (ulong)GgufTensorType.Find(number)!.BlockElements;
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        string path = folder.File("model.gguf");
        File.WriteAllBytes(path, new GgufBytes().Tensor("w", [columns, 3], number, blocks).ToArray());
        using var checkpoint = Checkpoint.Open(path);
        var read = checkpoint.Read("w");
        Assert.Equal(ScalarType.BFloat16, read.dtype);
        Assert.Equal([3, (long)columns], read.shape);
        Assert.Equal(expected, read.bytes.ToArray());
    }

    [Fact]
    public void Read_PartOfABlock_IsThatPart()
    {
        var random = new Random(3);
        byte[] blocks = new byte[210 * 40];
        random.NextBytes(blocks);
        using var folder = new TempFolder();
        string path = folder.File("model.gguf");
        File.WriteAllBytes(path, new GgufBytes().Tensor("w", [256, 40], 14, blocks).ToArray());
        using var file = GgufFile.Open(path);
        var source = file.Tensors[0].Source;
        byte[] whole = new byte[256 * 40 * 2], part = new byte[5000];
        source.Read(0, whole);
        source.Read(1234, part);
        Assert.Equal(whole[1234..(1234 + part.Length)], part);
    }

    [Theory]
    [InlineData(1.00390625f, 0x3F80)] // halfway: to the even
    [InlineData(1.01171875f, 0x3F82)]
    [InlineData(-1.004f, 0xBF81)]
    [InlineData(3.4028235e38f, 0x7F80)]
    [InlineData(float.PositiveInfinity, 0x7F80)]
    public void Round_Halfway_GoesToTheEven(float value, int expected)
    {
        ushort[] rounded = new ushort[37];
        BFloat16Rounding.Round(Enumerable.Repeat(value, 37).ToArray(), rounded);
        Assert.All(rounded, bits => Assert.Equal(expected, bits));
    }

    [Fact]
    public void Round_NotANumber_StaysOne()
    {
        ushort[] rounded = new ushort[33];
        BFloat16Rounding.Round(Enumerable.Repeat(BitConverter.UInt32BitsToSingle(0x7FFFFFFF), 33).ToArray(), rounded);
        Assert.All(rounded, bits => Assert.Equal(0x7FFF, bits));
    }
}
