using System.IO.Compression;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Checkpoints.Pickle;

public class HostilePickleTests
{
    private const long Huge = 1L << 60;

    [SkippableFact]
    public void Open_HostileFixture_NamesTheGlobalAndCreatesNothing()
    {
        string folder = Fixtures.Folder("storage", "hostile-bin");
        string[] before = Directory.GetFiles(Environment.CurrentDirectory);
        Fails.Saying<CheckpointFormatException>("the pickle names 'io.open', which weights do not need. Nothing of the file was run.", () => Checkpoint.Open(folder));
        Assert.Equal(before, Directory.GetFiles(Environment.CurrentDirectory));
        Assert.False(File.Exists(Path.Combine(folder, "PWNED-by-pickle")));
    }

    [Theory]
    [InlineData("os", "system")]
    [InlineData("posix", "system")]
    [InlineData("builtins", "eval")]
    [InlineData("subprocess", "Popen")]
    [InlineData("torch", "load")]
    [InlineData("torch._utils", "_rebuild_tensor_v2.__globals__")]
    [InlineData("torch.serialization", "FloatStorage")]
    [InlineData("collections", "OrderedDict.fromkeys")]
    [InlineData("numpy.core.multiarray", "_reconstruct")]
    public void Open_NameThatIsNotAllowed_IsNamed(string module, string name)
    {
        Refused($"the pickle names '{module}.{name}'", PickleBytes.Begin().Global(module, name).Text("touch x").Code("\x85R."));
        Refused($"the pickle names '{module}.{name}'", PickleBytes.Begin().Text(module).Text(name).Code("\x93."));
        Refused($"the pickle names '{module}.{name}'", PickleBytes.Begin().Code($"(i{module}\n{name}\n."));
    }

    [Fact]
    public void Open_SystemCall_MakesNoFile()
    {
        using var folder = new TempFolder();
        string made = folder.File("made");
        Refused("the pickle names 'os.system'", PickleBytes.Begin().Global("os", "system").Text($"touch {made}").Code("\x85R."));
        Refused("the pickle names 'builtins.open'", PickleBytes.Begin().Global("builtins", "open").Text(made).Text("w").Code("\x86R."));
        Assert.False(File.Exists(made));
    }

    [Fact]
    public void Open_StateOfATensor_IsRefused() => Refused("it sets the state of something that is not a dictionary",
        PickleBytes.Begin().Tensor("FloatStorage", "0", 1, 0, [1], [1]).Code("}b."));

    [Fact]
    public void Open_StateOfAName_IsRefused() => Refused("it sets the state of something that is not a dictionary",
        PickleBytes.Begin().Global("collections", "OrderedDict").Code("}b."));

    [Fact]
    public void Open_NewObjectOfAnAllowedName_IsRefused()
    {
        Refused("it makes an object of a class", PickleBytes.Begin().Global("collections", "OrderedDict").Code(")\x81."));
        Refused("it makes an object of a class", PickleBytes.Begin().Global("collections", "OrderedDict").Code(")}\x92."));
        Refused("it makes an object of a class", PickleBytes.Begin().Code("(").Global("collections", "OrderedDict").Code("o."));
    }

    [Fact]
    public void Open_CallOfAType_IsRefused() =>
        Refused("'torch.FloatStorage' is called with arguments that it does not take", PickleBytes.Begin().Global("torch", "FloatStorage").Number(Huge).Code("\x85R."));

    [Fact]
    public void Open_CallOfAText_IsRefused() => Refused("it calls something that is not a name", PickleBytes.Begin().Text("os.system").Code(")R."));

    [Theory]
    [InlineData("\x97.")]
    [InlineData("\x98.")]
    [InlineData("\x96\0\0\0\0\0\0\0\0.")]
    public void Open_BufferOfProtocol5_IsRefused(string code) => Refused("it uses a buffer of protocol 5", PickleBytes.Begin().Code(code));

    [Theory]
    [InlineData("\x82\x01.")]
    [InlineData("\x83\x01\x01.")]
    [InlineData("\x84\x01\x01\x01\x01.")]
    public void Open_RegisteredExtension_IsRefused(string code) => Refused("it uses a registered extension", PickleBytes.Begin().Code(code));

    [Fact]
    public void Open_PersistentIdAsText_IsRefused() => Refused("it refers to an object outside by a text", PickleBytes.Begin().Code("Pmodule\n."));

    [Fact]
    public void Open_PersistentIdThatIsNoStorage_IsRefused() =>
        Refused("a storage is not given as its type, key, device and count", PickleBytes.Begin().Text("module").Global("torch", "FloatStorage").Code("\x86Q."));

    [Fact]
    public void Open_OperationUnknown_NamesIt() => Refused("operation 0xff is not used by files of weights", PickleBytes.Begin().Raw(0xFF));

    [Fact]
    public void Open_ProtocolUnknown_NamesIt() => Refused("protocol 9 is not known", PickleBytes.Begin().Raw(0x80, 9));

    [Fact]
    public void Open_LengthOfAnExabyte_IsRefusedBeforeAllocation()
    {
        Refused($"a length of {Huge} was found where", PickleBytes.Begin().Raw(0x8d).Raw(BitConverter.GetBytes(Huge)).Code("."));
        Refused("a length of 4294967295 was found", PickleBytes.Begin().Code("X").Raw(255, 255, 255, 255));
    }

    [Fact]
    public void Open_NumberOfThousandsOfDigits_IsRefused()
    {
        Refused("is not a whole number of 64 bits", PickleBytes.Begin().Code($"L{new string('9', 4000)}L\n."));
        Refused("a number of 1000 bytes was found", PickleBytes.Begin().Raw(0x8b).Raw(BitConverter.GetBytes(1000)).Raw(new byte[1000]));
        Refused("a line has no end", PickleBytes.Begin().Code($"L{new string('9', 10_000)}"));
    }

    [Fact]
    public void Open_StackAndMemoMisused_IsRefused()
    {
        Refused("it takes a value where there is none", PickleBytes.Begin().Code("."));
        Refused("it takes a value where there is none", PickleBytes.Begin().Code("N(0."));
        Refused("it goes back to a mark where there is none", PickleBytes.Begin().Code("t."));
        Refused("it recalls value 7, which it did not keep", PickleBytes.Begin().Raw((byte)'h', 7));
        Refused("it ends in the middle", PickleBytes.Zip(PickleBytes.Begin().Code("K").ToArray()));
        Refused("it appends to something that is not a list", PickleBytes.Begin().Code("NNa."));
        Refused("it sets entries of something that is not a dictionary", PickleBytes.Begin().Code("](NNu."));
    }

    [Fact]
    public void Open_ListDoubledAgainAndAgain_RunsOutOfMemory()
    {
        // Each round calls OrderedDict on a list of 100,000 pairs.
        var pickle = PickleBytes.Begin().Code("](");
        for (int pair = 0; pair < 100_000; pair++)
            pickle.Code("NN\x86");
        pickle.Code("eq\0" + "0").Global("collections", "OrderedDict").Code("q\x01" + "0");
        for (int round = 0; round < 1000; round++)
            pickle.Code("h\x01h\0\x85R0");
        Refused("of memory, which no file of weights does", pickle);
    }

    [Fact]
    public void Open_ValuesTakenAndDroppedByTheMillion_RunsOutOfSteps() =>
        Refused("it takes more than 4000000 steps", PickleBytes.Begin().Code(string.Concat(Enumerable.Repeat("N0", 2_000_001)) + "."));

    [Fact]
    public void Open_NestedThousandsDeep_EndsWithAMessage() =>
        Refused("a dictionary of tensors was expected, but the pickle holds a list",
            PickleBytes.Begin().Code(string.Concat(Enumerable.Repeat("]", 5_000)) + string.Concat(Enumerable.Repeat("a", 4_999)) + "."));

    [Fact]
    public void Open_ListThatHoldsItself_EndsWithAMessage() =>
        Refused("a dictionary of tensors was expected, but the pickle holds a list", PickleBytes.Begin().Code("]q\0h\0a."));

    [Fact]
    public void Open_DictionaryThatHoldsItself_EndsWithAMessage() =>
        Refused("the pickle holds no tensors by name", PickleBytes.Begin().Code("}q\0").Text("state_dict").Code("h\0s."));

    [Fact]
    public void Open_ValueThatIsNoDictionary_SaysWhatItIs()
    {
        Refused("but the pickle holds nothing", PickleBytes.Begin().Code("N."));
        Refused("but the pickle holds one tensor", PickleBytes.Begin().Tensor("FloatStorage", "0", 1, 0, [1], [1]).Code("."));
    }

    [Theory]
    [InlineData(4, 0, new long[] { 5 }, new long[] { 1 }, "tensor 'w': shape (5) with strides (1) from element 0 does not lie within its storage of 4 elements")]
    [InlineData(4, 1, new long[] { 4 }, new long[] { 1 }, "from element 1 does not lie within its storage of 4 elements")]
    [InlineData(4, 0, new long[] { 2, 2 }, new long[] { 3, 1 }, "does not lie within its storage of 4 elements")]
    [InlineData(4, 0, new long[] { Huge }, new long[] { 0 }, "does not lie within its storage of 4 elements")]
    [InlineData(4, 0, new long[] { Huge, Huge, Huge }, new long[] { Huge, Huge, Huge }, "does not lie within its storage of 4 elements")]
    [InlineData(4, Huge, new long[] { 0 }, new long[] { 1 }, "does not lie within its storage of 4 elements")]
    [InlineData(4, 0, new long[] { -1 }, new long[] { 1 }, "none may be negative")]
    [InlineData(4, -1, new long[] { 1 }, new long[] { 1 }, "none may be negative")]
    [InlineData(4, 3, new long[] { 4 }, new long[] { -1 }, "none may be negative")]
    [InlineData(4, 0, new long[] { 2, 2 }, new long[] { 1 }, "each dimension needs a stride")]
    [InlineData(Huge, 0, new long[] { 1 }, new long[] { 1 }, "lies in a storage of 1152921504606846976 elements of 4 bytes, but the file holds 16 bytes of it")]
    [InlineData(-4, 0, new long[] { 1 }, new long[] { 1 }, "storage '0' has -4 elements; it must not be negative")]
    public void Open_ViewOutsideItsStorage_IsRefused(long count, long offset, long[] shape, long[] strides, string message)
    {
        byte[] pickle = PickleBytes.Single("FloatStorage", count, offset, shape, strides);
        Refused(message, PickleBytes.Zip(pickle, ("data/0", new byte[16])));
    }

    [Fact]
    public void Open_ShapeOfManyDimensions_IsRefused() => Refused("a shape or its strides are not a tuple of at most 64 whole numbers",
        PickleBytes.Zip(PickleBytes.Single("FloatStorage", 4, 0, [.. Enumerable.Repeat(1L, 65)], [.. Enumerable.Repeat(1L, 65)]), ("data/0", new byte[16])));

    [Fact]
    public void Open_StorageMissing_NamesIt() => Refused("tensor 'w' lies in storage '0', which the file does not hold",
        PickleBytes.Zip(PickleBytes.Single("FloatStorage", 4, 0, [4], [1])));

    [Fact]
    public void Open_BigEndian_IsRefused() => Refused("the weights are stored in byte order 'big'; supported is little",
        PickleBytes.Zip(PickleBytes.Single("FloatStorage", 1, 0, [1], [1]), ("byteorder", "big"u8.ToArray()), ("data/0", new byte[4])));

    [Fact]
    public void Open_Compressed_NamesTheEntry() => Refused("entry 'archive/data.pkl' is compressed or encrypted (method 8)",
        PickleBytes.Zip(CompressionLevel.Optimal, PickleBytes.Single("FloatStorage", 1000, 0, [1000], [1]), ("data/0", new byte[4000])));

    [Fact]
    public void Open_ZipWithoutPickle_SaysWhatIsMissing()
    {
        using var file = new MemoryStream();
        using (var archive = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
            archive.CreateEntry("readme.txt", CompressionLevel.NoCompression).Open().Dispose();
        Refused("the zip file has no entry 'data.pkl'", file.ToArray());
    }

    [Fact]
    public void Open_ZipCutOff_SaysTruncated() =>
        Refused("the zip file is damaged: its end record is missing", PickleBytes.Zip(PickleBytes.Single("FloatStorage", 1, 0, [1], [1]), ("data/0", new byte[4]))[..200]);

    [Fact]
    public void Open_Empty_SaysSo() => Refused("the file has 0 bytes; it is empty or truncated", Array.Empty<byte>());

    [Fact]
    public void Open_OtherFile_SaysWhatItIsNot() => Refused("the file was not written by torch.save", "version https://git-lfs.github.com/spec/v1"u8.ToArray());

    [Fact]
    public void Open_LegacyStorageCutOff_SaysTruncated() => Refused($"storage '0' claims {4 * Huge} bytes but 4 follow",
        PickleBytes.Legacy(PickleBytes.Single("FloatStorage", 1, 0, [1], [1]), ("0", Huge / 1, new byte[4])));

    [Fact]
    public void Open_LegacyOfAnotherName_IsRefused() =>
        Refused("the pickle names 'os.system'", PickleBytes.Legacy(PickleBytes.Begin().Global("os", "system").Code(".").ToArray()));

    private static void Refused(string message, PickleBytes pickle)
    {
        Refused(message, PickleBytes.Zip(pickle.ToArray(), ("data/0", new byte[16])));
        Refused(message, PickleBytes.Legacy(pickle.ToArray(), ("0", 4, new byte[16])));
    }

    private static void Refused(string message, byte[] bytes)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("pytorch_model.bin"), bytes);
        Fails.Saying<CheckpointFormatException>(message, () => Checkpoint.Open(folder));
    }
}
