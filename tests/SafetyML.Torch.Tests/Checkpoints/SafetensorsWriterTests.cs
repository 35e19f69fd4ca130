using System.Buffers.Binary;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints;

public class SafetensorsWriterTests
{
    [Fact]
    public void Write_Cancelled_LeavesOldFileAndNothingElse()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        SafetensorsWriter.Write(path, new Dictionary<string, Tensor> { ["w"] = ones(1) });
        byte[] before = File.ReadAllBytes(path);
        var changed = new Dictionary<string, Tensor> { ["w"] = zeros(1) };
        Assert.Throws<OperationCanceledException>(() => SafetensorsWriter.Write(path, changed, cancellationToken: new CancellationToken(canceled: true)));
        Assert.Equal(before, File.ReadAllBytes(path));
        Assert.Equal([path], Directory.GetFiles(folder));
    }

    [Fact]
    public void Write_AnyTensors_HeaderIsAlignedAndSaysPt()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        var tensors = new Dictionary<string, Tensor> { ["small"] = ones(3).to(ScalarType.BFloat16), ["wide"] = ones(1, dtype: ScalarType.Float64) };
        SafetensorsWriter.Write(path, tensors);
        using var file = SafetensorsFile.Open(path);
        Assert.Equal("pt", file.Header.Metadata["format"]);
        Assert.Equal(["wide", "small"], file.Header.Entries.Select(entry => entry.Info.Name));
        Assert.Equal(0, BinaryPrimitives.ReadInt64LittleEndian(File.ReadAllBytes(path)) % 8);
    }

    [Fact]
    public void Write_TypeWithoutName_Says()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        var tensors = new Dictionary<string, Tensor> { ["w"] = ones(1, dtype: ScalarType.ComplexFloat32) };
        Fails.Saying<ArgumentException>("A safetensors file cannot hold ComplexFloat32", () => SafetensorsWriter.Write(folder.File("x"), tensors));
        Assert.Empty(Directory.GetFiles(folder));
    }
}
