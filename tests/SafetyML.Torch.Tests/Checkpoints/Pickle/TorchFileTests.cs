using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints.Pickle;

/// <summary>Files that torch 1.13 wrote (<c>Fixtures/make.py</c>).</summary>
public class TorchFileTests
{
    private static readonly string[] Names = ["zip.bin", "legacy.bin", "nested.bin", "protocol4.bin"];

    public static TheoryData<string> Files => [.. Names];

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_Views_HaveTheElementsOfTheView(string name)
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(Fixture(name));
        var matrix = arange(24, dtype: ScalarType.Float32).reshape(4, 6);
        Near.Same(matrix.t(), checkpoint.Read("transposed"));
        Near.Same(matrix.narrow(1, 1, 3), checkpoint.Read("columns"));
        Near.Same(tensor(new float[] { 0, 3, 12, 15 }).reshape(2, 2), checkpoint.Read("every_second"));
        Near.Same(matrix[3], checkpoint.Read("last_row"));
        Near.Same(arange(24, dtype: ScalarType.Float32).reshape(2, 3, 4).permute(2, 0, 1), checkpoint.Read("permuted"));
        Near.Same(matrix.t(), checkpoint.Read("transposed_bfloat16", ScalarType.Float32));
    }

    [Theory]
    [InlineData("model.ckpt")]
    [InlineData("model.PT")]
    [InlineData("Model.Bin")]
    public void Open_OtherExtensionOfTorch_IsReadAsAFileOfTorch(string name)
    {
        using var folder = new TempFolder();
        File.Copy(Fixture("zip.bin"), folder.File(name));
        using var checkpoint = Checkpoint.Open(folder.File(name));
        Assert.Contains("transposed", checkpoint.Names);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_TiedScalarEmptyAndParameter_AreRead(string name)
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(Fixture(name));
        Near.Same(arange(6, dtype: ScalarType.Float32), checkpoint.Read("tied_one"));
        Near.Same(arange(6, dtype: ScalarType.Float32).reshape(2, 3), checkpoint.Read("tied_two"));
        Assert.Equal(3.5f, checkpoint.Read("scalar").item<float>());
        Assert.Equal([0, 4], checkpoint.Read("empty").shape);
        Near.Same(arange(3, dtype: ScalarType.Float32), checkpoint.Read("parameter"));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void Read_EveryType_HasItsTypeAndElements(string name)
    {
        using var scope = NewDisposeScope();
        using var checkpoint = Checkpoint.Open(Fixture(name));
        var types = new (string Key, ScalarType Type)[]
        {
            ("float64", ScalarType.Float64), ("float32", ScalarType.Float32), ("float16", ScalarType.Float16), ("bfloat16", ScalarType.BFloat16),
            ("int64", ScalarType.Int64), ("int32", ScalarType.Int32), ("int16", ScalarType.Int16), ("int8", ScalarType.Int8), ("uint8", ScalarType.Byte),
            ("bool", ScalarType.Bool),
        };
        foreach (var (key, type) in types)
        {
            var read = checkpoint.Read(key);
            Assert.Equal(type, read.dtype);
            long first = type is ScalarType.Byte or ScalarType.Bool ? 0 : -1;
            Near.Same((arange(6, dtype: ScalarType.Float32) + first).reshape(2, 3).to(type), read);
        }
    }

    [Fact]
    public void Sha256_EveryForm_IsTheSame() => Assert.Single(Names.Select(Sha256).Distinct());

    [Fact]
    public void Open_FolderWithBothFormats_TakesSafetensors()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        File.Copy(Fixture("zip.bin"), folder.File("pytorch_model.bin"));
        SafetensorsWriter.Write(folder.File("model.safetensors"), new Dictionary<string, Tensor> { ["only"] = ones(1) });
        using var checkpoint = Checkpoint.Open(folder);
        Assert.Equal(["only"], checkpoint.Names);
    }

    [Fact]
    public void Open_Shards_ReadsAll()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        File.Copy(Fixture("zip.bin"), folder.File("pytorch_model-00001-of-00002.bin"));
        File.WriteAllBytes(folder.File("pytorch_model-00002-of-00002.bin"),
            PickleBytes.Zip(PickleBytes.Single("FloatStorage", 1, 0, [1], [1]), ("data/0", BitConverter.GetBytes(7f))));
        File.WriteAllText(folder.File("pytorch_model.bin.index.json"),
            """{"weight_map":{"scalar":"pytorch_model-00001-of-00002.bin","w":"pytorch_model-00002-of-00002.bin"}}""");
        using var checkpoint = Checkpoint.Open(folder);
        Assert.Equal(7, checkpoint.Read("w").item<float>());
        Assert.Equal(3.5f, checkpoint.Read("scalar").item<float>());
    }

    private static string Sha256(string name)
    {
        using var checkpoint = Checkpoint.Open(Fixture(name));
        return checkpoint.Sha256();
    }

    private static string Fixture(string name) =>
        Path.Combine(Repository.Root, "tests", "SafetyML.Torch.Tests", "Checkpoints", "Pickle", "Fixtures", name);
}
