using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Support;
using Xunit;
using static SafetyML.Torch.Tests.Checkpoints.SafetensorsBytes;

namespace SafetyML.Torch.Tests.Checkpoints;

public class HostileSafetensorsTests
{
    [Fact]
    public void Open_EmptyFile_SaysTruncated() => Refused([], "the file has 0 bytes; a safetensors file begins with 8 bytes");

    [Fact]
    public void Open_HeaderLongerThanFile_SaysTruncated() =>
        Refused(File("{}", 0, claimedLength: 5000), "the header claims 5000 bytes but only 2 follow. The file is truncated");

    [Fact]
    public void Open_HeaderLengthHuge_IsRefusedBeforeAllocation() =>
        Refused(File("{}", 0, claimedLength: long.MaxValue), $"the header claims {long.MaxValue} bytes; at most 100000000 are allowed");

    [Fact]
    public void Open_HeaderLengthNegative_IsRefused() => Refused(File("{}", 0, claimedLength: -1), "at most 100000000 are allowed");

    [Fact]
    public void Open_HeaderNotJson_IsRefused() => Refused(File("{oops", 0), "the header is not valid JSON");

    [Fact]
    public void Open_HeaderNotUtf8_IsRefused() =>
        Refused(File([(byte)'{', (byte)'"', 0xFF, 0xFE, (byte)'"', (byte)':', (byte)'1', (byte)'}'], 0), "tensor", "not valid JSON");

    [Fact]
    public void Open_HeaderIsList_IsRefused() => Refused(File("[]", 0), "the header is not a JSON object");

    [Fact]
    public void Open_HeaderNestedDeeply_IsRefused() => Refused(File(string.Concat(Enumerable.Repeat("{\"a\":", 5000)), 0), "not valid JSON");

    [Fact]
    public void Open_SameNameTwice_IsRefused() =>
        Refused(File($"{{{Tensor("w", "F32", "1", 0, 4)},{Tensor("w", "F32", "1", 4, 8)}}}", 8), "not valid JSON", "'w'");

    [Fact]
    public void Open_TypeUnknown_NamesTypesKnown() =>
        Refused(File($"{{{Tensor("w", "F4", "1", 0, 4)}}}", 4), "tensor 'w': dtype 'F4' is not supported. Supported: F64, F32, F16, BF16");

    [Fact]
    public void Open_ShapeLies_IsRefused() =>
        Refused(File($"{{{Tensor("w", "F32", "2, 3", 0, 4)}}}", 4), "tensor 'w': shape (2, 3) of F32 does not fill its 4 bytes");

    [Fact]
    public void Open_ShapeOverflows_IsRefused() => Refused(File($"{{{Tensor("w", "F32", "4611686018427387904, 4", 0, 0)}}}", 0), "does not fill its 0 bytes");

    [Fact]
    public void Open_ShapeNegative_IsRefused() =>
        Refused(File($"{{{Tensor("w", "F32", "-1", 0, 4)}}}", 4), "tensor 'w': shape must be a list of whole numbers, none negative");

    [Fact]
    public void Open_ShapeIsText_IsRefused() =>
        Refused(File($"{{{Tensor("w", "F32", "\"1\"", 0, 4)}}}", 4), "tensor 'w': shape must be a list of whole numbers");

    [Fact]
    public void Open_OffsetsBeyondFile_IsRefused() =>
        Refused(File($"{{{Tensor("w", "F32", "2", 0, 8)}}}", 4), "data_offsets [0, 8] do not lie within the 4 bytes of data");

    [Fact]
    public void Open_OffsetsReversed_IsRefused() => Refused(File($"{{{Tensor("w", "F32", "1", 4, 0)}}}", 4), "data_offsets [4, 0] do not lie within");

    [Fact]
    public void Open_TensorsOverlap_NamesBoth() =>
        Refused(File($"{{{Tensor("a", "F32", "2", 0, 8)},{Tensor("b", "F32", "2", 4, 12)}}}", 12), "tensor 'b' begins at byte 4, inside 'a', which ends at 8");

    [Fact]
    public void Open_GapBetweenTensors_IsRefused() =>
        Refused(File($"{{{Tensor("a", "F32", "1", 0, 4)},{Tensor("b", "F32", "1", 8, 12)}}}", 12), "4 bytes between a and tensor 'b' belong to no tensor");

    [Fact]
    public void Open_BytesAfterLastTensor_IsRefused() => Refused(File($"{{{Tensor("a", "F32", "1", 0, 4)}}}", 9), "5 bytes after a belong to no tensor");

    [Fact]
    public void Open_EntryIsNumber_IsRefused() => Refused(File("{\"w\":1}", 0), "tensor 'w': an object with dtype, shape and data_offsets was expected");

    private static void Refused(byte[] bytes, params string[] parts)
    {
        using var folder = new TempFolder();
        string path = folder.File("model.safetensors");
        System.IO.File.WriteAllBytes(path, bytes);
        var error = Assert.Throws<CheckpointFormatException>(() => Checkpoint.Open(folder));
        Assert.StartsWith(path, error.Message, StringComparison.Ordinal);
        Assert.Contains(parts, part => error.Message.Contains(part, StringComparison.Ordinal));
    }
}
