using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints.Gguf;

public class GgufFileTests
{
    private const ulong Huge = 1UL << 60;

    private static readonly byte[] Floats = [.. Enumerable.Range(0, 64).SelectMany(value => BitConverter.GetBytes((float)value))];

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Read_PlainTensors_AreRead(uint version)
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Open(new GgufBytes { Version = version }.With("general.architecture", "other").Tensor("first", [8, 8], 0, Floats)
            .Tensor("half", [2], 1, [0, 0x3C, 0, 0xC0]).Tensor("brain", [2], 30, [0x80, 0x3F, 0, 0xC0]).ToArray());
        Near.Same(arange(64, dtype: ScalarType.Float32).reshape(8, 8), checkpoint.Read("first"));
        Near.Same(tensor(new float[] { 1, -2 }).to(ScalarType.Float16), checkpoint.Read("half"));
        Near.Same(tensor(new float[] { 1, -2 }).to(ScalarType.BFloat16), checkpoint.Read("brain"));
    }

    [Fact]
    public void Read_AlignmentOfTheFile_IsFollowed()
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Open(new GgufBytes { Alignment = 256 }.With("general.alignment", 256).Tensor("a", [1], 0, [0, 0, 128, 63]).Tensor("b", [1], 0, [0, 0, 0, 64]).ToArray());
        Assert.Equal((1f, 2f), (checkpoint.Read("a").item<float>(), checkpoint.Read("b").item<float>()));
    }

    [Fact]
    public void Read_LlamaQueriesAndKeys_HaveTheirRowsPutBack()
    {
        using var scope = NewDisposeScope();
        // Two heads of four rows: the file has rows 0 2 1 3 of each.
        float[] stored = [0, 2, 1, 3, 4, 6, 5, 7];
        byte[] bytes = [.. stored.SelectMany(BitConverter.GetBytes)];
        using var checkpoint = Open(new GgufBytes().With("general.architecture", "llama").With("llama.attention.head_count", 2).With("llama.attention.head_count_kv", 1)
            .Tensor("blk.0.attn_q.weight", [1, 8], 0, bytes).Tensor("blk.0.attn_q.bias", [8], 0, bytes).Tensor("blk.0.attn_k.weight", [1, 4], 0, bytes[..16])
            .Tensor("blk.0.attn_v.weight", [1, 8], 0, bytes).ToArray());
        var expected = arange(8, dtype: ScalarType.Float32);
        Near.Same(expected.reshape(8, 1), checkpoint.Read("model.layers.0.self_attn.q_proj.weight"));
        Near.Same(expected, checkpoint.Read("model.layers.0.self_attn.q_proj.bias"));
        Near.Same(expected.narrow(0, 0, 4).reshape(4, 1), checkpoint.Read("model.layers.0.self_attn.k_proj.weight"));
        Near.Same(tensor(stored).reshape(8, 1), checkpoint.Read("model.layers.0.self_attn.v_proj.weight"));
    }

    [Fact]
    public void Read_InfiniteScale_NamesTheTensor()
    {
        byte[] block = new byte[34];
        (block[1], block[2]) = (0x7C, 1); // an infinite scale, one quant of 1
        using var checkpoint = Open(new GgufBytes().Tensor("w", [32], 8, block).ToArray());
        Fails.Saying<CheckpointFormatException>("tensor 'w' holds NaN or an infinity", () => checkpoint.Read("w"));
    }

    [Fact]
    public void Metadata_EveryKind_IsReadWhenAskedFor()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("a.gguf"), new GgufBytes().With("text", "ünï").With("number", 7).With("share", 1e-5f).With("flag", true).With("texts", "a", "", "c")
            .With("singles", 1.5f, -2f).With("integers", 3, -4).With(GgufMetadata.ChatTemplate, "{{ messages }}").ToArray());
        using var file = GgufFile.Open(folder.File("a.gguf"));
        Assert.Equal("ünï", file.Metadata.Text("text"));
        Assert.Equal(7, file.Metadata.Integer("number"));
        Assert.Equal(1e-5, file.Metadata.Number("share"));
        Assert.True(file.Metadata.Flag("flag"));
        Assert.Equal(["a", "", "c"], file.Metadata.Texts("texts")!);
        Assert.Equal([1.5f, -2f], file.Metadata.Singles("singles")!);
        Assert.Equal([3, -4], file.Metadata.Integers("integers")!);
        Assert.Equal("{{ messages }}", file.Metadata.Text(GgufMetadata.ChatTemplate));
        Assert.Null(file.Metadata.Text("absent"));
        Fails.Saying<CheckpointFormatException>("metadata 'number' is of type UInt32; a text was expected", () => file.Metadata.Text("number"));
    }

    [Fact]
    public void Open_OtherMagic_NamesIt() => Refused("the file begins with 0x4c4d4747 instead of 'GGUF'", new GgufBytes { Magic = "GGML" });

    [Theory]
    [InlineData(1, "GGUF version 1 is not supported. Supported: 2 and 3, little-endian.")]
    [InlineData(4, "GGUF version 4 is not supported")]
    [InlineData(0x0300_0000, "GGUF version 3 in big-endian byte order is not supported")]
    public void Open_OtherVersion_NamesIt(uint version, string message) => Refused(message, new GgufBytes { Version = version });

    [Fact]
    public void Open_Empty_SaysSo() => Refused("the file has 0 bytes; a GGUF file begins with 24 bytes", Array.Empty<byte>());

    [Fact]
    public void Open_CountsBeyondTheFile_AreRefusedBeforeAllocation()
    {
        Refused($"it claims {Huge} tensors and 0 metadata entries where 8 bytes are left", new GgufBytes { TensorCount = Huge });
        Refused($"it claims 0 tensors and {ulong.MaxValue} metadata entries", new GgufBytes { EntryCount = ulong.MaxValue });
    }

    [Fact]
    public void Open_LengthsBeyondTheFile_AreRefusedBeforeAllocation()
    {
        Refused("claims 1152921504606846976 bytes where", new GgufBytes().Raw("k", 8, BitConverter.GetBytes(Huge)));
        Refused("k claims 1152921504606846976 items where", new GgufBytes().Raw("k", 9, [4, 0, 0, 0, .. BitConverter.GetBytes(Huge)]));
        Refused("metadata 'k' claims 1152921504606846976 items where", new GgufBytes().Raw("k", 9, [8, 0, 0, 0, .. BitConverter.GetBytes(Huge)]));
    }

    [Fact]
    public void Open_MetadataWrong_NamesTheKey()
    {
        Refused("metadata 'k' has type 77", new GgufBytes().Raw("k", 77));
        Refused("metadata 'k' is a list of lists", new GgufBytes().Raw("k", 9, [9, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0]));
        Refused("metadata 'k' is there twice", new GgufBytes().With("k", 1).With("k", 2));
        Refused("general.alignment is 7; a power of two", new GgufBytes().With("general.alignment", 7));
        Refused("general.alignment is 0; a power of two", new GgufBytes().With("general.alignment", 0));
        Refused("the model is split over 3 files", new GgufBytes().With("split.count", 3));
    }

    [Theory]
    [InlineData(new ulong[] { 3 }, 13, "tensor 'w' is of type Q5_K, which is not supported. Supported: F32, F16, BF16, Q8_0, Q4_0, Q4_1, Q5_0, Q5_1, Q4_K, Q6_K.")]
    [InlineData(new ulong[] { 3 }, 99, "tensor 'w' is of type number 99")]
    [InlineData(new ulong[] { 33 }, 8, "the rows of tensor 'w' have 33 elements, which do not divide into Q8_0's blocks of 32")]
    [InlineData(new ulong[] { }, 0, "tensor 'w' has 0 dimensions; 1 to 4 were expected")]
    [InlineData(new ulong[] { 1, 1, 1, 1, 1 }, 0, "tensor 'w' has 5 dimensions")]
    [InlineData(new ulong[] { Huge, Huge, Huge, Huge }, 0, "has more elements than any file can hold")]
    [InlineData(new ulong[] { ulong.MaxValue }, 0, "has more elements than any file can hold")]
    [InlineData(new ulong[] { 65 }, 0, "tensor 'w' of 260 bytes at offset 0 does not lie within the 256 bytes of data")]
    public void Open_TensorWrong_NamesIt(ulong[] shape, uint type, string message) => Refused(message, new GgufBytes().Tensor("w", shape, type, Floats));

    [Theory]
    [InlineData(4, "tensor 'w' begins at offset 4, which is not a multiple of the alignment 32")]
    [InlineData(1024, "tensor 'w' of 256 bytes at offset 1024 does not lie within the 256 bytes of data")]
    [InlineData(Huge, "does not lie within the 256 bytes of data")]
    [InlineData(ulong.MaxValue - 31, "does not lie within the 256 bytes of data")]
    public void Open_OffsetWrong_NamesIt(ulong offset, string message) => Refused(message, new GgufBytes().Tensor("w", [64], 0, Floats, offset));

    [Fact]
    public void Open_TensorsOverlap_NamesBoth() =>
        Refused("tensor 'b' begins at offset 32, inside 'a'", new GgufBytes().Tensor("a", [64], 0, Floats).Tensor("b", [8], 0, Floats, 32));

    [Fact]
    public void Open_TensorTwice_NamesIt() => Refused("tensor 'w' is there twice", new GgufBytes().Tensor("w", [8], 0, Floats).Tensor("w", [8], 0, Floats));

    [Fact]
    public void Open_CutOff_SaysTruncated()
    {
        byte[] whole = new GgufBytes().With("general.architecture", "llama").Tensor("w", [64], 0, Floats).ToArray();
        for (int length = 0; length < whole.Length; length++)
            Refused("truncated", whole[..length]);
    }

    private static Checkpoint Open(byte[] bytes)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("model.gguf"), bytes);
        return Checkpoint.Open(folder.File("model.gguf")); // stays readable after its name is gone
    }

    private static void Refused(string message, GgufBytes bytes) => Refused(message, bytes.ToArray());

    private static void Refused(string message, byte[] bytes)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("model.gguf"), bytes);
        Fails.Saying<CheckpointFormatException>(message, () => Checkpoint.Open(folder.File("model.gguf")));
    }
}
