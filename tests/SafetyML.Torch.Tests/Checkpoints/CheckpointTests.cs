using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints;

public class CheckpointTests
{
    [Theory]
    [InlineData(ScalarType.Float64)]
    [InlineData(ScalarType.Float32)]
    [InlineData(ScalarType.Float16)]
    [InlineData(ScalarType.BFloat16)]
    [InlineData(ScalarType.Int64)]
    [InlineData(ScalarType.Int32)]
    [InlineData(ScalarType.Int16)]
    [InlineData(ScalarType.Int8)]
    [InlineData(ScalarType.Byte)]
    [InlineData(ScalarType.Bool)]
    public void Read_WrittenTensor_IsEqual(ScalarType type)
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        var written = (arange(6, dtype: ScalarType.Float32) - 1).reshape(2, 3).to(type);
        SafetensorsWriter.Write(folder.File("model.safetensors"), new Dictionary<string, Tensor> { ["w"] = written });
        using var checkpoint = Checkpoint.Open(folder);
        var read = checkpoint.Read("w");
        Assert.Equal(type, read.dtype);
        Near.Same(written, read);
    }

    [Fact]
    public void Read_ScalarEmptyAndTransposed_AreEqual()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        var transposed = arange(6, dtype: ScalarType.Float32).reshape(2, 3).t();
        var written = new Dictionary<string, Tensor> { ["scalar"] = tensor(3.5f), ["empty"] = zeros(0, 4), ["transposed"] = transposed };
        SafetensorsWriter.Write(folder.File("model.safetensors"), written);
        using var checkpoint = Checkpoint.Open(folder);
        Assert.Equal(3.5f, checkpoint.Read("scalar").item<float>());
        Assert.Equal([0, 4], checkpoint.Read("empty").shape);
        Near.Same(transposed, checkpoint.Read("transposed"));
    }

    [Fact]
    public void Read_TypeGiven_Converts()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder.File("model.safetensors"), new Dictionary<string, Tensor> { ["w"] = ones(3).to(ScalarType.BFloat16) });
        using var checkpoint = Checkpoint.Open(folder);
        Assert.Equal(ScalarType.Float32, checkpoint.Read("w", ScalarType.Float32).dtype);
        Assert.Equal("w BFloat16 (3)", checkpoint.Info("w").ToString());
    }

    [Theory]
    [InlineData(ScalarType.Float32, float.NaN, 100)]
    [InlineData(ScalarType.BFloat16, float.PositiveInfinity, 100)]
    [InlineData(ScalarType.Float16, float.NegativeInfinity, 100)]
    [InlineData(ScalarType.Float32, float.NaN, 1_000_000)] // read in pieces on several threads
    public void Read_NotFinite_NamesTensor(ScalarType type, float value, int count)
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        var damaged = ones(count);
        damaged[77] = value;
        SafetensorsWriter.Write(folder.File("model.safetensors"), new Dictionary<string, Tensor> { ["bad"] = damaged.to(type), ["good"] = ones(100).to(type) });
        using var checkpoint = Checkpoint.Open(folder);
        checkpoint.Read("good");
        var error = Assert.Throws<CheckpointFormatException>(() => checkpoint.Read("bad"));
        Assert.Contains("tensor 'bad' holds NaN or an infinity", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoWeights_ListsFiles()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("config.json"), "{}");
        var error = Assert.Throws<FileNotFoundException>(() => Checkpoint.Open(folder));
        Assert.Contains("has no model.safetensors, no pytorch_model.bin and no index of shards. Files there: config.json.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_FolderNotThere_Says() =>
        Fails.Saying<DirectoryNotFoundException>("There is no file or folder 'no-such-model'", () => Checkpoint.Open("no-such-model"));

    [Fact]
    public void Open_Shards_ReadsAll()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        WriteShards(folder, """{"weight_map":{"a":"one.safetensors","b":"two.safetensors"}}""");
        using var checkpoint = Checkpoint.Open(folder);
        Assert.Equal(["a", "b"], checkpoint.Names.Order());
        Assert.Equal(1, checkpoint.Read("b").item<float>());
    }

    [Theory]
    [InlineData("""{"weight_map":{"a":"one.safetensors","c":"three.safetensors"}}""", "names 'three.safetensors', which is not in the folder")]
    [InlineData("""{"weight_map":{"a":"../one.safetensors"}}""", "'../one.safetensors' is not a file name")]
    [InlineData("""{"weight_map":{"a":"/etc/passwd"}}""", "'/etc/passwd' is not a file name")]
    [InlineData("""{"weight_map":{"a":".."}}""", "'..' is not a file name")]
    [InlineData("""{"weight_map":{"a":3}}""", "the file of tensor 'a' is not a text")]
    [InlineData("""{}""", "\"weight_map\" is missing")]
    [InlineData("""{""", "not valid JSON")]
    public void Open_IndexWrong_Says(string index, string message)
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        WriteShards(folder, index);
        Fails.Saying<CheckpointFormatException>(message, () => Checkpoint.Open(folder));
    }

    [Fact]
    public void Open_TensorInTwoShards_NamesIt()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        WriteShards(folder, """{"weight_map":{"a":"one.safetensors","b":"two.safetensors"}}""");
        SafetensorsWriter.Write(folder.File("two.safetensors"), new Dictionary<string, Tensor> { ["a"] = ones(1) });
        Fails.Saying<CheckpointFormatException>("tensor 'a' is also in", () => Checkpoint.Open(folder));
    }

    [Fact]
    public void Sha256_OneFileOrShards_IsTheSame()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        WriteShards(folder, """{"weight_map":{"a":"one.safetensors","b":"two.safetensors"}}""");
        SafetensorsWriter.Write(folder.File("whole.safetensors"), new Dictionary<string, Tensor> { ["b"] = ones(1), ["a"] = zeros(1) });
        Assert.Equal(Sha256(folder), Sha256(folder.File("whole.safetensors")));
    }

    [Fact]
    public void Sha256_OneBitChanged_Differs()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        SafetensorsWriter.Write(folder.File("a.safetensors"), new Dictionary<string, Tensor> { ["w"] = zeros(4) });
        byte[] bytes = File.ReadAllBytes(folder.File("a.safetensors"));
        bytes[^1] ^= 1;
        File.WriteAllBytes(folder.File("b.safetensors"), bytes);
        Assert.NotEqual(Sha256(folder.File("a.safetensors")), Sha256(folder.File("b.safetensors")));
        Assert.Matches("^[0-9a-f]{64}$", Sha256(folder.File("a.safetensors")));
    }

    private static string Sha256(string path)
    {
        using var checkpoint = Checkpoint.Open(path);
        return checkpoint.Sha256();
    }

    private static void WriteShards(TempFolder folder, string index)
    {
        SafetensorsWriter.Write(folder.File("one.safetensors"), new Dictionary<string, Tensor> { ["a"] = zeros(1) });
        SafetensorsWriter.Write(folder.File("two.safetensors"), new Dictionary<string, Tensor> { ["b"] = ones(1) });
        File.WriteAllText(folder.File("model.safetensors.index.json"), index);
    }
}
